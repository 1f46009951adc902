-- Questions about a host, a small network or a country read only its details. Details of days are few, and are read as fast as
-- they are. A question about the ports of one end asks ports_hour only for rows with high ports of that end.
create index details_hour_src_ip on details_hour (src_ip);
create index details_hour_dst_ip on details_hour (dst_ip);
create index details_hour_src_country on details_hour (src_country);
create index details_hour_dst_country on details_hour (dst_country);
create index names_hour_src_ip on names_hour (src_ip);
create index names_hour_dst_ip on names_hour (dst_ip);
create index ports_hour_src_ip_by_src_port on ports_hour (src_ip) where src_port >= 10000;
create index ports_hour_dst_ip_by_src_port on ports_hour (dst_ip) where src_port >= 10000;
create index ports_hour_src_ip_by_dst_port on ports_hour (src_ip) where dst_port >= 10000;
create index ports_hour_dst_ip_by_dst_port on ports_hour (dst_ip) where dst_port >= 10000;
create index ports_hour_src_country on ports_hour (src_country);
create index ports_hour_dst_country on ports_hour (dst_country);
