-- Places of a range's hosts, with the number of hosts and their traffic. Hosts without a place in the GeoIP database,
-- such as private ones, are left out. A place is a point; its names are those of its lowest address.
with flow as (
    select src_ip, dst_ip, wadi_capped(sum(packets)) as packets, wadi_capped(sum(bytes)) as bytes
    from selected_flows(:#fromSeconds::bigint, :#toSeconds::bigint, :#coarsest::text,
        :#host::inet, :#protocol::text, :#country::text, :#asn::bigint, :#probe::text,
        :#once::boolean, :#interface::bigint)
    where true /* filter */
    group by src_ip, dst_ip
),
host as (
    select ip, wadi_capped(sum(packets)) as packets, wadi_capped(sum(bytes)) as bytes
    from (select src_ip as ip, packets, bytes from flow union all select dst_ip, packets, bytes from flow) as ends
    group by ip
),
-- The places that are not folded yet as well. (A full join, because PostgreSQL believes those to be none.)
placed as materialized (
    select ip, host.packets, host.bytes, coalesce(g.latitude, p.latitude) as latitude,
        coalesce(g.longitude, p.longitude) as longitude, coalesce(g.country_code, p.country_code) as country_code,
        coalesce(g.country_name, p.country_name) as country_name, coalesce(g.city, p.city) as city
    from host left join geoip as g using (ip) full join newest_pending_places as p using (ip)
    where coalesce(host.packets, -1) >= 0
),
place as (
    select min(ip) as ip, count(*) as hosts, wadi_capped(sum(packets)) as packets, wadi_capped(sum(bytes)) as bytes
    from placed
    where latitude is not null and longitude is not null
    group by latitude, longitude
    order by bytes desc, latitude, longitude
    limit :#limit
)
select latitude, longitude, country_code, country_name, city, hosts, place.packets, place.bytes
from place join placed using (ip)
order by place.bytes desc, latitude, longitude
