-- title: Large upload to a new place
-- severity: medium
-- schedule: 5 minutes
-- explanation: A host of ours sent much data, far more than it received, to a network to which it had sent
--   almost nothing before. A network is an autonomous system (an operator or a company), because big services
--   change addresses all the time. If the GeoIP database does not know it, the network is the address.
-- parameter window = 60 (minutes): length of the time that it examines
-- parameter megabytes = 100 (megabytes): sent in that time, at least
-- parameter ratio = 3 (times): sent to received, at least
-- parameter days = 30 (days): length of the history to compare with
-- parameter before = 0.1 (share): of this amount that may have been sent there before
-- parameter history = 24 (hours): since the host was first seen, at least
with sent as materialized (
    select src_ip as ip, dst_asn as asn, case when dst_asn is null then dst_ip end as address,
        sum(bytes) as bytes, array_agg(distinct dst_ip) as peers, max(dst_country) as country, max(name) as name
    from flows
    where window_start > :#now - :#window * interval '1 minute' and window_start <= :#now
    group by 1, 2, 3
    having sum(bytes) >= :#megabytes * 1e6
),
candidate as materialized (
    select s.* from sent s join hosts h using (ip)
    where wadi_is_inside(s.ip) and wadi_is_outside(s.peers[1])
        and h.first_seen <= :#now - :#history * interval '1 hour'
),
lopsided as materialized (
    select c.*, coalesce((
        select sum(f.bytes) from flows f
        where f.window_start > :#now - :#window * interval '1 minute' and f.window_start <= :#now
            and f.dst_ip = c.ip and f.src_ip = any (c.peers)), 0) as received
    from candidate c
),
-- Whole days come from the daily sums, the rest up to the window from the hourly sums.
before as (
    select c.ip, c.asn, c.address, sum(f.bytes) as bytes
    from lopsided c join (
        select src_ip, dst_ip, dst_asn, bytes from flows_day
        where window_start >= :#now - :#days * interval '1 day'
            and window_start < date_trunc('day', :#now - :#window * interval '1 minute', 'UTC')
        union all
        select src_ip, dst_ip, dst_asn, bytes from flows_hour
        where window_start >= date_trunc('day', :#now - :#window * interval '1 minute', 'UTC')
            and window_start < date_trunc('hour', :#now - :#window * interval '1 minute', 'UTC')
    ) as f on f.src_ip = c.ip and (f.dst_asn = c.asn or f.dst_ip = c.address)
    group by c.ip, c.asn, c.address
)
select host(c.ip) || ' → ' || coalesce('AS' || c.asn, host(c.address)) as subject,
    c.bytes as score,
    jsonb_build_object(
        'host', host(c.ip),
        'asn', c.asn,
        'organization', (select max(g.organization) from geoip g where g.ip = any (c.peers)),
        'country', c.country,
        'peers', (select array_agg(host(peer)) from unnest(c.peers[1:10]) as peer),
        'name', c.name,
        'bytesSent', c.bytes,
        'bytesReceived', c.received,
        'bytesBefore', coalesce(b.bytes, 0)) as evidence
from lopsided c left join before b on b.ip = c.ip and b.asn is not distinct from c.asn
    and b.address is not distinct from c.address
where c.bytes >= :#ratio * c.received and coalesce(b.bytes, 0) <= :#before * c.bytes
order by score desc
