-- Countries in a range, with the number of hosts and their traffic. Traffic between two hosts of one country counts
-- once.
with flow as (
    select src_ip, dst_ip, src_country, dst_country, wadi_capped(sum(packets)) as packets,
        wadi_capped(sum(bytes)) as bytes
    from selected_flows(:#fromSeconds::bigint, :#toSeconds::bigint, :#coarsest::text,
        :#host::inet, :#protocol::text, :#country::text, :#asn::bigint, :#probe::text,
        :#once::boolean, :#interface::bigint)
    where true /* filter */
    group by src_ip, dst_ip, src_country, dst_country
),
host as (
    select country_code, ip, wadi_capped(sum(packets)) as packets, wadi_capped(sum(bytes)) as bytes
    from (
        select src_country as country_code, src_ip as ip, packets, bytes from flow
        union all
        select dst_country, dst_ip, case when dst_country = src_country then 0 else packets end,
            case when dst_country = src_country then 0 else bytes end
        from flow
    ) as ends
    where country_code is not null
    group by country_code, ip
),
country as (
    select country_code, min(ip) as ip, count(*) as hosts, wadi_capped(sum(packets)) as packets,
        wadi_capped(sum(bytes)) as bytes
    from host
    group by country_code
)
select country.country_code, known.country_name, country.hosts, country.packets, country.bytes
from country left join known_hosts(array(select ip from country)) as known using (ip)
order by country.bytes desc, country.country_code
