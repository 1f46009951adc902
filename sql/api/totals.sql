-- Total packets, unique hosts, bytes transferred and unique countries of a range.
with flow as (
    select src_ip, dst_ip, src_country, dst_country, wadi_capped(sum(packets)) as packets,
        wadi_capped(sum(bytes)) as bytes
    from selected_flows(:#fromSeconds::bigint, :#toSeconds::bigint, :#coarsest::text,
        :#host::inet, :#protocol::text, :#country::text, :#asn::bigint, :#probe::text,
        :#once::boolean, :#interface::bigint)
    where true /* filter */
    group by src_ip, dst_ip, src_country, dst_country
)
select wadi_capped(coalesce(sum(packets), 0)) as packets,
    wadi_capped(coalesce(sum(bytes), 0)) as bytes,
    (select count(*) from (select src_ip from flow union select dst_ip from flow) as host) as hosts,
    (select count(*) from (select src_country from flow union select dst_country from flow) as country (code)
        where code is not null) as countries
from flow
