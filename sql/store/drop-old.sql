-- Deletes what is older than the settings wadi.retention.* allow, and the sums of probes that no longer send.
with forgotten as (
    delete from ingest_probes where updated_at < now() - interval '30 days'
)
select days, hours from wadi_retain(:#trafficDays::integer, :#flowDays::integer, :#hourDays::integer)
