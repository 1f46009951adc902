-- One row a packet, in the order and types that TrafficRows writes.
copy traffic (src_ip, dst_ip, src_port, dst_port, protocol, bytes, type, "timestamp", transport, length,
    ttl, tcp_flags, icmp_type, icmp_code, vlan, name, flow, probe)
from stdin with (format binary)
