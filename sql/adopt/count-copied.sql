-- How many packets of the origin have been copied.
select count(*) from origin_packets
