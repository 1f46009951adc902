-- What was received from each exporter in a range, and how much of what it sent, by its sequence numbers: those that lack most
-- first. A row without an exporter is what collectors dropped, whosever it was.
select probe, host(exporter) as exporter, protocol, streams, datagrams, records, lost, no_template, restarts, dropped, sampling,
    skew_millis, seen_at,
    case when received + lost > 0 then received::float8 / (received + lost) else 1 end as complete
from (
    select probe, exporter, protocol,
        -- An exporter that restarts sends from another port.
        count(distinct (port, domain)) filter (where exporter is not null) as streams,
        sum(datagrams)::bigint as datagrams,
        sum(records)::bigint as records,
        greatest(sum(lost) - sum(late), 0)::bigint as lost,
        sum(no_template)::bigint as no_template,
        sum(restarts)::bigint as restarts,
        sum(dropped)::bigint as dropped,
        max(sampling) as sampling,
        (array_agg(skew_millis order by minute desc))[1] as skew_millis,
        max(minute) as seen_at,
        -- NetFlow v5 and IPFIX number their records, the others their datagrams.
        sum(case when protocol in ('v5', 'ipfix') then records else datagrams end)::bigint as received
    from exporter_minutes
    where minute >= date_trunc('minute', :#from::timestamptz) and minute < :#to::timestamptz
    group by probe, exporter, protocol
) as sums
order by complete, probe, protocol, exporter
limit :#limit
