-- Copies each packet of the origin to one row. The length of the frame is unknown, so it is that of the packet.
insert into traffic (src_ip, dst_ip, src_port, dst_port, protocol, bytes, type, "timestamp", transport, length, probe)
select src_ip, dst_ip, src_port, dst_port, protocol, bytes, type, "timestamp", transport, bytes, 'origin'
from origin_packets
order by "timestamp"
