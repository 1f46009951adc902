insert into pg_temp.lake_places
select ip, country_code, asn
from geoip_now
where ip in (select src_ip from pg_temp.lake_flows union select dst_ip from pg_temp.lake_flows)
