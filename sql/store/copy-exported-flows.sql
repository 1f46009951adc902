-- As copy-flows.sql, with what only exporters know.
copy flows (window_start, src_ip, dst_ip, src_port, dst_port, transport, probe, protocol, packets, bytes, tcp_flags,
    first_seen, last_seen, rtt, retransmissions, name, flow, src_country, dst_country, src_asn, dst_asn, vlan,
    in_interface, out_interface, exported_src_asn, exported_dst_asn, sampling, next_hop, in_interface_name, out_interface_name,
    tos, exported_direction, end_reason)
from stdin with (format binary)
