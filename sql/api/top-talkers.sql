-- The hosts that sent the most bytes in a range, with their names and places. Packets of a host to itself, which it sent and
-- received, are its packets once.
with flow as (
    select src_ip, dst_ip, wadi_capped(sum(packets)) as packets, wadi_capped(sum(bytes)) as bytes
    from selected_flows(:#fromSeconds::bigint, :#toSeconds::bigint, :#coarsest::text,
        :#host::inet, :#protocol::text, :#country::text, :#asn::bigint, :#probe::text,
        :#once::boolean, :#interface::bigint)
    where true /* filter */
    group by src_ip, dst_ip
),
talker as (
    select ip, wadi_capped(sum(packets)) as packets,
        wadi_capped(sum(sent)) as bytes_sent, wadi_capped(sum(received)) as bytes_received
    from (
        select src_ip as ip, packets, bytes as sent, 0 as received from flow
        union all
        select dst_ip, case when src_ip = dst_ip then 0 else packets end, 0, bytes from flow
    ) as host
    group by ip
    order by bytes_sent desc, ip
    limit :#limit
)
select host(talker.ip) as host, name, scope, country_code, country_name, asn, organization, talker.packets,
    talker.bytes_sent, talker.bytes_received, name_source
from talker left join known_hosts(array(select ip from talker)) using (ip)
order by bytes_sent desc, talker.ip
