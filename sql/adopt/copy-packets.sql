-- One row per packet of the origin. Its frames' lengths are not known: that of the packet stands in.
insert into traffic (src_ip, dst_ip, src_port, dst_port, protocol, bytes, type, "timestamp", transport, length, probe)
select src_ip, dst_ip, src_port, dst_port, protocol, bytes, type, "timestamp", transport, bytes, 'origin'
from origin_packets
order by "timestamp"
