-- What was received from each exporter in a range, and how much of what it sent, by its sequence numbers: those that lack most
-- first. The share is rounded to 0.1 %, but never up to everything. A minute is in the range if its start is, as a window. A
-- row without an exporter is what collectors dropped, whosever it was.
select probe, host(exporter) as exporter, protocol, streams, wadi_capped(datagrams) as datagrams,
    wadi_capped(records) as records, wadi_capped(lost) as lost, wadi_capped(no_template) as no_template,
    wadi_capped(restarts) as restarts, wadi_capped(dropped) as dropped, sampling, skew_millis, seen_at,
    case when exporter is null then null when lost > 0 then least(round(received / (received + lost), 3), 0.999)
        else 1 end::float8 as complete
from (
    select probe, exporter, protocol,
        -- An exporter that restarts sends from another port.
        count(distinct (port, domain)) filter (where exporter is not null) as streams,
        sum(datagrams) as datagrams,
        sum(records) as records,
        greatest(sum(lost) - sum(late), 0) as lost,
        sum(no_template) as no_template,
        sum(restarts) as restarts,
        sum(dropped) as dropped,
        max(sampling) as sampling,
        (array_agg(skew_millis order by minute desc))[1] as skew_millis,
        max(minute) as seen_at,
        -- NetFlow v5 and IPFIX number their records, the others their datagrams.
        sum(case when protocol in ('v5', 'ipfix') then records else datagrams end) as received
    from exporter_minutes
    where minute >= :#from::timestamptz and minute < :#to::timestamptz
    group by probe, exporter, protocol
) as sums
order by case when lost > 0 then received / (received + lost) else 1 end, probe, protocol, exporter
limit :#limit
