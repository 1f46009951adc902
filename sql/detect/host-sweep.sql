-- title: Ping sweep
-- severity: low
-- schedule: 1 minute
-- explanation: One host pinged many addresses, and many of them did not answer: it searches for hosts. A
--   monitoring system also pings many hosts, but these answer. If table traffic has the packets, only requests
--   count (echo, timestamp and address mask), not errors that a router sends to many hosts.
-- parameter window = 10 (minutes): length of the time that it examines
-- parameter hosts = 30 (hosts): different addresses, at least
-- parameter unanswered = 0.25 (share): of the addresses that did not answer, at least
-- parameter outside_factor = 10 (times): as many, if the source is not in own_networks
with pinged as materialized (
    select src_ip, dst_ip, min(first_seen) as first_seen, max(last_seen) as last_seen
    from flows
    where window_start > :#now - :#window * interval '1 minute' and window_start <= :#now
        and transport in ('ICMP', 'ICMPv6')
        and not dst_ip <<= any (array['224.0.0.0/4', 'ff00::/8', '255.255.255.255']::inet[])
    group by src_ip, dst_ip
),
wide as (
    select src_ip from pinged group by src_ip having count(*) >= :#hosts
),
asking as (
    select w.src_ip
    from wide w left join traffic t on t.src_ip = w.src_ip and t.transport in ('ICMP', 'ICMPv6')
        and t."timestamp" > :#now - :#window * interval '1 minute' and t."timestamp" <= :#now + interval '1 minute'
    group by w.src_ip
    having count(t.icmp_type) = 0
        or count(*) filter (where t.icmp_type in (8, 13, 15, 17, 128)) > 0.5 * count(t.icmp_type)
),
swept as (
    select p.*, exists (select from pinged r where r.src_ip = p.dst_ip and r.dst_ip = p.src_ip) as answered
    from pinged p join asking using (src_ip)
)
select host(src_ip) as subject,
    count(*) as score,
    jsonb_build_object(
        'source', host(src_ip),
        'hosts', count(*),
        'unanswered', count(*) filter (where not answered),
        'examples', (array_agg(host(dst_ip) order by dst_ip))[1:10],
        'from', min(first_seen),
        'to', max(last_seen)) as evidence
from swept
group by src_ip
having count(*) >= :#hosts * case when wadi_is_outside(src_ip) then :#outside_factor else 1 end
    and count(*) filter (where not answered) >= :#unanswered * count(*)
order by score desc
