-- New rows of flows, in the order and types of FlowStore. It fails if one of them is there already: then store-flows.sql
-- stores the batch.
copy flows (window_start, src_ip, dst_ip, src_port, dst_port, transport, probe, protocol, packets, bytes, tcp_flags,
    first_seen, last_seen, rtt, retransmissions, name, flow, src_country, dst_country, src_asn, dst_asn, vlan)
from stdin with (format binary)
