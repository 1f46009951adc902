-- Looks at a slice of the hosts, and moves those that were too little active to the row of all other addresses, 0.0.0.0/0:
-- those with fewer packets than :#packets, and so many of those with as many. Their places go too; an address that is
-- seen again gets its place with its next packet.
with slice as (
    select ip, wadi_plus(packets_sent, packets_received) as packets
    from hosts
    where ip > coalesce(:#from::text::inet, '0.0.0.0/0')
    order by ip
    limit :#mostRows::bigint
),
least as (
    select ip, packets from slice where packets < :#packets::bigint
    union all
    (select ip, packets from slice where packets = :#packets::bigint order by ip limit :#ties::bigint)
),
gone as (
    delete from hosts
    using least
    where hosts.ip = least.ip
    returning hosts.*, least.packets
),
placed as (
    delete from geoip using least where geoip.ip = least.ip
),
others as (
    insert into hosts as h (ip, first_seen, last_seen, packets_sent, packets_received, bytes_sent, bytes_received, name,
        scope)
    select '0.0.0.0/0', min(first_seen), max(last_seen), wadi_capped(sum(packets_sent)),
        wadi_capped(sum(packets_received)), wadi_capped(sum(bytes_sent)), wadi_capped(sum(bytes_received)),
        'other addresses', 'other'
    from gone
    having count(*) > 0
    on conflict (ip) do update set
        first_seen = least(h.first_seen, excluded.first_seen),
        last_seen = greatest(h.last_seen, excluded.last_seen),
        packets_sent = wadi_plus(h.packets_sent, excluded.packets_sent),
        packets_received = wadi_plus(h.packets_received, excluded.packets_received),
        bytes_sent = wadi_plus(h.bytes_sent, excluded.bytes_sent),
        bytes_received = wadi_plus(h.bytes_received, excluded.bytes_received)
)
select count(*) as looked_at, (select count(*) from gone) as deleted,
    (select count(*) from gone where packets = :#packets::bigint) as ties, max(ip)::text as reached
from slice
