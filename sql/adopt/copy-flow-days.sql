-- Aggregates the origin's flows by day.
insert into flows_day as r (window_start, src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country, src_asn,
    dst_asn, last_seen)
select date_trunc('day', window_start, 'UTC') as start, src_ip, dst_ip, protocol, sum(packets), sum(bytes),
    max(src_country), max(dst_country), max(src_asn), max(dst_asn), max(last_seen)
from flows
where probe = 'origin'
group by start, src_ip, dst_ip, protocol
on conflict (window_start, src_ip, dst_ip, protocol) do update set
    packets = r.packets + excluded.packets,
    bytes = r.bytes + excluded.bytes,
    last_seen = greatest(r.last_seen, excluded.last_seen)
