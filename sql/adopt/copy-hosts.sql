-- Copies the addresses of the origin's packets, and its hosts without packets, which may have been deleted.
insert into hosts as h (ip, first_seen, last_seen, packets_sent, packets_received, bytes_sent, bytes_received, name,
    scope)
select ip, min(first_seen), max(last_seen), sum(packets_sent), sum(packets_received), sum(bytes_sent),
    sum(bytes_received), max(name), wadi_scope(ip)
from (
    select src_ip as ip, "timestamp" as first_seen, "timestamp" as last_seen, 1 as packets_sent, 0 as packets_received,
        bytes as bytes_sent, 0 as bytes_received, null as name
    from origin_packets
    union all
    select dst_ip, "timestamp", "timestamp", 0, 1, 0, bytes, null
    from origin_packets
    union all
    select ip, first_seen, last_seen, 0, 0, 0, 0, name
    from origin_hosts
) as seen
where ip is not null
group by ip
having min(first_seen) is not null and max(last_seen) is not null
on conflict (ip) do update set
    first_seen = least(h.first_seen, excluded.first_seen),
    last_seen = greatest(h.last_seen, excluded.last_seen),
    packets_sent = h.packets_sent + excluded.packets_sent,
    packets_received = h.packets_received + excluded.packets_received,
    bytes_sent = h.bytes_sent + excluded.bytes_sent,
    bytes_received = h.bytes_received + excluded.bytes_received,
    name = coalesce(h.name, excluded.name)
