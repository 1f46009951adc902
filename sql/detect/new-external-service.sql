-- title: New service reachable from outside
-- severity: high
-- schedule: 5 minutes
-- explanation: A host of ours accepted a TCP connection from outside on a port where it had accepted none
--   before: somebody opened a service, on purpose, by mistake, or as an intruder. The data connections of active
--   FTP (from port 20) are excluded.
-- parameter window = 15 (minutes): length of the time that it examines
-- parameter days = 7 (days): length of the history to compare with
-- parameter history = 24 (hours): since the host was first seen, at least
with accepted as (
    select c.dst_ip as server, c.dst_port as port, max(s.protocol) as protocol,
        count(*) as connections, array_agg(distinct c.src_ip) as clients,
        sum(s.bytes) as bytes_sent, min(c.first_seen) as first_seen, max(s.last_seen) as last_seen
    from flows c join flows s on s.window_start = c.window_start and s.src_ip = c.dst_ip and s.dst_ip = c.src_ip
        and s.src_port = c.dst_port and s.dst_port = c.src_port and s.transport = c.transport
    where c.window_start > :#now - :#window * interval '1 minute' and c.window_start <= :#now
        and s.window_start > :#now - :#window * interval '1 minute' and s.window_start <= :#now
        and c.transport = 'TCP' and c.tcp_flags & 18 = 18 and s.tcp_flags & 18 = 18
        -- The client is the side that spoke first; a service has sent data.
        and c.first_seen < s.first_seen and s.tcp_flags & 8 = 8 and c.src_port <> 20
        and wadi_is_inside(c.dst_ip) and wadi_is_outside(c.src_ip)
    group by c.dst_ip, c.dst_port
),
candidate as materialized (
    select a.* from accepted a join hosts h on h.ip = a.server
    where h.first_seen <= :#now - :#history * interval '1 hour'
),
spoken as materialized (
    select distinct f.src_ip as server, f.src_port as port, f.dst_ip as client
    from flows f join candidate c on f.src_ip = c.server and f.src_port = c.port
    where f.window_start >= :#now - :#days * interval '1 day'
        and f.window_start <= :#now - greatest(:#window, 60) * interval '1 minute'
        and f.transport = 'TCP' and f.tcp_flags & 18 = 18
)
select host(server) || ' port ' || port as subject,
    connections as score,
    jsonb_build_object(
        'server', host(server),
        'port', port,
        'protocol', protocol,
        'connections', connections,
        'clients', (select array_agg(host(client)) from unnest(clients[1:10]) as client),
        'countries', (select array_agg(distinct g.country_code) from geoip g where g.ip = any (clients)),
        'bytesSent', bytes_sent,
        'from', first_seen,
        'to', last_seen) as evidence
from candidate c
where not exists (
    select from spoken s where s.server = c.server and s.port = c.port and wadi_is_outside(s.client))
order by score desc
