-- Number of copied packets of the origin.
select count(*) from origin_packets
