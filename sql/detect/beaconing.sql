-- title: Regular calls home
-- severity: medium
-- schedule: 15 minutes
-- explanation: A host of ours connects to the same outside place at regular intervals, as malware does when it
--   asks for commands. Programs that check for news do so too. Therefore only places count that few hosts talk to
--   and that nobody talked to when the last week began (or, with less history, on the first day). Connections
--   that stay open are not detected.
-- parameter window = 360 (minutes): length of the time that it examines
-- parameter connections = 12 (connections): in that time, at least
-- parameter jitter = 0.1 (share): median absolute deviation of the intervals by their median, at most
-- parameter shortest = 20 (seconds): median interval, at least
-- parameter hosts = 2 (hosts): of our hosts that talk to the place, at most
-- parameter days = 7 (days): time for which a place counts as new
-- parameter ignore = {DNS,NTP,DHCP,DHCPv6,STUN,mDNS,SSDP,SNMP} (protocols): regular by nature
with started as materialized (
    select src_ip, dst_ip, transport, dst_port, src_port, min(first_seen) as at,
        sum(bytes) as bytes, max(protocol) as protocol, max(name) as name
    from flows
    where window_start > :#now - :#window * interval '1 minute' and window_start <= :#now
        and (transport = 'TCP' and tcp_flags & 2 = 2 or transport = 'UDP')
        and dst_port is not null and src_port > dst_port and protocol <> all (:#ignore::text[])
    group by src_ip, dst_ip, transport, dst_port, src_port
),
frequent as materialized (
    select src_ip, dst_ip, transport, dst_port, count(*) as connections, sum(bytes) as bytes,
        max(protocol) as protocol, max(name) as name, min(at) as first_seen, max(at) as last_seen
    from started
    group by src_ip, dst_ip, transport, dst_port
    having count(*) >= :#connections
),
repeated as materialized (
    select * from frequent where wadi_is_inside(src_ip) and wadi_is_outside(dst_ip)
),
gap as (
    select src_ip, dst_ip, transport, dst_port,
        extract(epoch from at - lag(at) over (
            partition by src_ip, dst_ip, transport, dst_port order by at))::float8 as seconds
    from started join repeated using (src_ip, dst_ip, transport, dst_port)
),
paced as (
    select src_ip, dst_ip, transport, dst_port, percentile_cont(0.5) within group (order by seconds) as median
    from gap
    where seconds is not null
    group by src_ip, dst_ip, transport, dst_port
),
regular as materialized (
    select p.src_ip, p.dst_ip, p.transport, p.dst_port, p.median,
        percentile_cont(0.5) within group (order by abs(g.seconds - p.median)) / p.median as jitter
    from paced p join gap g using (src_ip, dst_ip, transport, dst_port)
    where p.median >= :#shortest and g.seconds is not null
    group by p.src_ip, p.dst_ip, p.transport, p.dst_port, p.median
    having percentile_cont(0.5) within group (order by abs(g.seconds - p.median)) <= :#jitter * p.median
),
-- Places are new from this day: a week ago, but not within the first two days of history.
cut as (
    select greatest(
        date_trunc('day', :#now - :#days * interval '1 day', 'UTC'),
        (select min(window_start) from flows_day) + interval '2 days') as day
),
usual as (
    select distinct f.dst_ip
    from flows_day f join regular r on f.dst_ip = r.dst_ip
    where f.window_start < (select day from cut)
)
select host(r.src_ip) || ' → ' || host(r.dst_ip) || ' port ' || r.dst_port as subject,
    round((1 - r.jitter)::numeric, 3) as score,
    jsonb_build_object(
        'host', host(r.src_ip),
        'peer', host(r.dst_ip),
        'port', r.dst_port,
        'transport', r.transport,
        'protocol', s.protocol,
        'name', s.name,
        'connections', s.connections,
        'intervalSeconds', round(r.median::numeric, 1),
        'jitter', round(r.jitter::numeric, 3),
        'bytesSent', s.bytes,
        'country', (select g.country_code from geoip g where g.ip = r.dst_ip),
        'from', s.first_seen,
        'to', s.last_seen) as evidence
from regular r join repeated s using (src_ip, dst_ip, transport, dst_port)
where :#now >= (select day from cut)
    and not exists (select from usual u where u.dst_ip = r.dst_ip)
    and (select count(distinct t.src_ip) from started t where t.dst_ip = r.dst_ip) <= :#hosts
order by score desc
