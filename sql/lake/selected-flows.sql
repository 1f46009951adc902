-- What was copied from the lake, with the columns of selected_flows in their order, and two more.
select f.window_start, f.src_ip, f.dst_ip, f.protocol, f.packets, f.bytes, src.country_code as src_country,
    dst.country_code as dst_country, f.last_seen, f.in_interface, f.in_interface_name, f.out_interface,
    f.out_interface_name, src.asn as src_asn, dst.asn as dst_asn, f.src_port, f.dst_port, f.transport, f.name, f.probe,
    f.retransmissions, f.rtt, f.first_seen, f.vlan, f.flow, (f.tos / 4)::smallint as dscp, f.next_hop,
    floor(extract(epoch from f.rtt) * 1000)::bigint as rtt_millis, wadi_tcp_flag_names(f.tcp_flags) as tcp_flag_names,
    wadi_direction(f.exported_direction) as direction, wadi_end_reason(f.end_reason) as end_reason_name, f.sampling,
    f.exported_src_asn, f.exported_dst_asn, f.flows, f.is_former
from pg_temp.lake_flows as f
    left join pg_temp.lake_places as src on src.ip = f.src_ip
    left join pg_temp.lake_places as dst on dst.ip = f.dst_ip
