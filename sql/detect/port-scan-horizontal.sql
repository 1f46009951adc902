-- title: One port tried on many hosts
-- severity: medium
-- schedule: 1 minute
-- explanation: One host tried the same port on many hosts, and most of them did not answer. Worms and the first
--   step of an intrusion look like this. UDP counts only on the ports of well-known services, because file
--   sharing contacts many peers that no longer exist.
-- parameter window = 10 (minutes): length of the time that it examines
-- parameter hosts = 30 (hosts): different hosts without an answer, at least
-- parameter unanswered = 0.6 (share): of the hosts tried at this port, at least
-- parameter udp_ports = {53,69,111,123,137,161,389,500,623,1434,1900,3702,5060,11211} (ports): UDP services
-- parameter outside_factor = 10 (times): as many, if the source is not in own_networks
with tried as materialized (
    select src_ip, dst_ip, transport, dst_port, src_port,
        transport = 'TCP' and tcp_flags & 16 = 0 as refused, first_seen, last_seen
    from flows
    where window_start > :#now - :#window * interval '1 minute' and window_start <= :#now
        and (transport = 'TCP' and tcp_flags & 16 = 0 and tcp_flags & 6 <> 4
            or transport = 'TCP' and tcp_flags & 18 = 18 and dst_port < src_port
            or transport = 'UDP' and dst_port = any (:#udp_ports::integer[]))
        and not dst_ip <<= any (array['224.0.0.0/4', 'ff00::/8', '255.255.255.255']::inet[])
),
wide as (
    select src_ip, transport, dst_port
    from tried
    group by src_ip, transport, dst_port
    having count(distinct dst_ip) >= :#hosts
),
target as (
    select src_ip, transport, dst_port, dst_ip,
        bool_and(refused or transport = 'UDP' and not exists (
            select from flows r
            where r.window_start > :#now - :#window * interval '1 minute' and r.window_start <= :#now
                and r.transport = 'UDP' and r.src_ip = t.dst_ip and r.dst_ip = t.src_ip
                and r.src_port = t.dst_port and r.dst_port = t.src_port)) as unanswered,
        min(first_seen) as first_seen, max(last_seen) as last_seen
    from tried t join wide using (src_ip, transport, dst_port)
    group by src_ip, transport, dst_port, dst_ip
)
select host(src_ip) || ' → port ' || dst_port || '/' || transport as subject,
    count(*) filter (where unanswered) as score,
    jsonb_build_object(
        'source', host(src_ip),
        'port', dst_port,
        'transport', transport,
        'hosts', count(*),
        'unanswered', count(*) filter (where unanswered),
        'examples', (array_agg(host(dst_ip) order by dst_ip))[1:10],
        'from', min(first_seen),
        'to', max(last_seen)) as evidence
from target
group by src_ip, transport, dst_port
having count(*) filter (where unanswered) >= :#hosts
        * case when wadi_is_outside(src_ip) then :#outside_factor else 1 end
    and count(*) filter (where unanswered) >= :#unanswered * count(*)
order by score desc
