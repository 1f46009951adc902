-- title: SYN flood
-- severity: high
-- schedule: 1 minute
-- explanation: A service receives far more connection requests than it completes connections: the source
--   addresses are forged, or the service is down and all clients try again.
-- parameter window = 5 (minutes): length of the time that it examines
-- parameter requests = 2000 (packets): SYN without the rest of a handshake within one window of flows, at least
-- parameter half_open = 0.8 (share): of the requests, at least
with request as (
    select window_start, dst_ip, dst_port,
        sum(packets) filter (where tcp_flags & 18 = 2) as half_open,
        count(*) filter (where tcp_flags & 18 = 18) as completed,
        count(distinct src_ip) filter (where tcp_flags & 18 = 2) as sources,
        min(first_seen) as first_seen, max(last_seen) as last_seen
    from flows
    where window_start > :#now - :#window * interval '1 minute' and window_start <= :#now
        and transport = 'TCP' and tcp_flags & 2 = 2 and dst_port is not null
    group by window_start, dst_ip, dst_port
    having sum(packets) filter (where tcp_flags & 18 = 2) >= :#requests
)
select host(dst_ip) || ' port ' || dst_port as subject,
    max(half_open) as score,
    jsonb_build_object(
        'target', host(dst_ip),
        'port', dst_port,
        'requests', sum(half_open),
        'completed', sum(completed),
        'sources', max(sources),
        'from', min(first_seen),
        'to', max(last_seen)) as evidence
from request
where half_open >= :#half_open * (half_open + completed)
group by dst_ip, dst_port
order by score desc
