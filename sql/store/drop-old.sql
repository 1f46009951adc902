-- Drops what is older than the settings wadi.retention.* say, and forgets the sums of probes that have fallen silent.
with forgotten as (
    delete from ingest_probes where updated_at < now() - interval '30 days'
)
select days, hours from wadi_retain(:#trafficDays::integer, :#flowDays::integer, :#hourDays::integer)
