-- title: Port scan of one host
-- severity: medium
-- schedule: 1 minute
-- explanation: One host tried many ports of another host that did not answer: TCP segments that open (SYN) or
--   probe (FIN, NULL, Xmas) without a connection, or UDP without a reply. The ports of traceroute are excluded.
--   Scans from outside need outside_factor times as many ports, because every public address is scanned all the
--   time.
-- parameter window = 10 (minutes): length of the time that it examines
-- parameter ports = 30 (ports): different ports without an answer, at least
-- parameter outside_factor = 10 (times): as many, if the source is not in own_networks
with attempt as materialized (
    select src_ip, dst_ip, transport, src_port, dst_port, first_seen, last_seen
    from flows
    where window_start > :#now - :#window * interval '1 minute' and window_start <= :#now
        and dst_port is not null
        and (transport = 'TCP' and tcp_flags & 16 = 0 and tcp_flags & 6 <> 4
            or transport = 'UDP' and dst_port not between 33434 and 33534 and (src_port >= 1024 or dst_port < 1024))
),
wide as (
    select src_ip, dst_ip, transport
    from attempt
    group by src_ip, dst_ip, transport
    having count(distinct dst_port) >= :#ports
),
unanswered as (
    select a.*
    from attempt a join wide using (src_ip, dst_ip, transport)
    where transport = 'TCP' or not exists (
        select from flows r
        where r.window_start > :#now - :#window * interval '1 minute' and r.window_start <= :#now
            and r.transport = 'UDP' and r.src_ip = a.dst_ip and r.dst_ip = a.src_ip
            and r.src_port = a.dst_port and r.dst_port = a.src_port)
)
select host(src_ip) || ' → ' || host(dst_ip) as subject,
    count(distinct (transport, dst_port)) as score,
    jsonb_build_object(
        'source', host(src_ip),
        'target', host(dst_ip),
        'ports', count(distinct (transport, dst_port)),
        'transports', array_agg(distinct transport),
        'examples', (array_agg(distinct dst_port))[1:10],
        'from', min(first_seen),
        'to', max(last_seen)) as evidence
from unanswered
group by src_ip, dst_ip
having count(distinct (transport, dst_port)) >= :#ports
    * case when wadi_is_outside(src_ip) then :#outside_factor else 1 end
order by score desc
