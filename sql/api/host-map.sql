-- Places of a range's hosts, with the number of hosts and their traffic. Hosts without a place in the GeoIP database,
-- such as private ones, are left out. A place is a point; its names are those of its lowest address.
with flow as (
    select src_ip, dst_ip, wadi_capped(sum(packets)) as packets, wadi_capped(sum(bytes)) as bytes
    from selected_flows(:#fromSeconds::bigint, :#toSeconds::bigint, 'day',
        :#host::inet, :#protocol::text, :#country::text)
    group by src_ip, dst_ip
),
host as (
    select ip, wadi_capped(sum(packets)) as packets, wadi_capped(sum(bytes)) as bytes
    from (select src_ip as ip, packets, bytes from flow union all select dst_ip, packets, bytes from flow) as ends
    group by ip
),
place as (
    select min(ip) as ip, count(*) as hosts, wadi_capped(sum(host.packets)) as packets,
        wadi_capped(sum(host.bytes)) as bytes
    from host join geoip using (ip)
    where latitude is not null and longitude is not null
    group by latitude, longitude
    order by bytes desc, latitude, longitude
    limit :#limit
)
select latitude, longitude, country_code, country_name, city, hosts, packets, bytes
from place join geoip using (ip)
order by bytes desc, latitude, longitude
