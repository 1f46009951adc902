-- One row per packet, in the order and types of TrafficRows.
copy traffic (src_ip, dst_ip, src_port, dst_port, protocol, bytes, type, "timestamp", transport, length,
    ttl, tcp_flags, icmp_type, icmp_code, vlan, name, flow, probe)
from stdin with (format binary)
