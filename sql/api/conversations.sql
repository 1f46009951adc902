-- Pairs of hosts in a range with their protocol, ordered by bytes; both directions are one row.
with conversation as (
    select least(src_ip, dst_ip) as a_ip, greatest(src_ip, dst_ip) as b_ip, protocol,
        wadi_capped(sum(packets)) as packets, wadi_capped(sum(bytes)) as bytes,
        wadi_capped(coalesce(sum(bytes) filter (where src_ip <= dst_ip), 0)) as a_bytes, max(last_seen) as last_seen
    from selected_flows(:#fromSeconds::bigint, :#toSeconds::bigint, :#grain::text,
        :#host::inet, :#protocol::text, :#country::text)
    group by 1, 2, 3
    order by bytes desc, 1, 2, 3
    limit :#limit
)
select host(a_ip) as a_host, a.name as a_name, a.scope as a_scope, a_place.country_code as a_country,
    a_place.asn as a_asn, a_place.organization as a_organization,
    host(b_ip) as b_host, b.name as b_name, b.scope as b_scope, b_place.country_code as b_country,
    b_place.asn as b_asn, b_place.organization as b_organization,
    protocol, conversation.packets, conversation.bytes, a_bytes, conversation.bytes - a_bytes as b_bytes,
    conversation.last_seen
from conversation
    left join hosts as a on a.ip = a_ip left join geoip as a_place on a_place.ip = a_ip
    left join hosts as b on b.ip = b_ip left join geoip as b_place on b_place.ip = b_ip
order by bytes desc, a_ip, b_ip, protocol
