-- Aggregates the origin's packets by window and 5-tuple.
insert into flows (window_start, src_ip, dst_ip, src_port, dst_port, transport, probe, protocol, packets, bytes,
    first_seen, last_seen, src_country, dst_country, src_asn, dst_asn)
select window_start, src_ip, dst_ip, src_port, dst_port, transport, 'origin',
    coalesce(max(protocol) filter (where protocol <> transport), transport), count(*), sum(bytes),
    min("timestamp"), max("timestamp"), max(src.country_code), max(dst.country_code), max(src.asn), max(dst.asn)
from origin_packets
    left join geoip as src on src.ip = src_ip
    left join geoip as dst on dst.ip = dst_ip
group by window_start, src_ip, dst_ip, src_port, dst_port, transport
