-- Places of a range's hosts: how many are there, and what they sent and received. Hosts that the GeoIP database cannot
-- place, such as private ones, are not among them.
with flow as (
    select src_ip, dst_ip, sum(packets) as packets, sum(bytes) as bytes
    from selected_flows(:#grain::text, :#from::timestamptz, :#to::timestamptz,
        :#host::inet, :#protocol::text, :#country::text)
    group by src_ip, dst_ip
),
host as (
    select ip, sum(packets) as packets, sum(bytes) as bytes
    from (select src_ip as ip, packets, bytes from flow union all select dst_ip, packets, bytes from flow) as ends
    group by ip
)
select geoip.latitude, geoip.longitude, geoip.country_code, geoip.country_name, geoip.city, count(*) as hosts,
    sum(host.packets)::bigint as packets, sum(host.bytes)::bigint as bytes
from host join geoip using (ip)
where geoip.latitude is not null and geoip.longitude is not null
group by geoip.latitude, geoip.longitude, geoip.country_code, geoip.country_name, geoip.city
order by bytes desc, geoip.latitude, geoip.longitude
limit :#limit
