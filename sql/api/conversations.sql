-- Pairs of hosts in a range with their protocol, ordered by bytes; both directions are one row.
with conversation as (
    select least(src_ip, dst_ip) as a_ip, greatest(src_ip, dst_ip) as b_ip, protocol,
        wadi_capped(sum(packets)) as packets, wadi_capped(sum(bytes)) as bytes,
        wadi_capped(coalesce(sum(bytes) filter (where src_ip <= dst_ip), 0)) as a_bytes, max(last_seen) as last_seen
    from selected_flows(:#fromSeconds::bigint, :#toSeconds::bigint, :#coarsest::text,
        :#host::inet, :#protocol::text, :#country::text, :#asn::bigint, :#probe::text,
        :#once::boolean, :#interface::bigint)
    where true /* filter */
    group by 1, 2, 3
    order by bytes desc, 1, 2, 3
    limit :#limit
),
known as materialized (
    select * from known_hosts(array(select a_ip from conversation union select b_ip from conversation))
)
select host(a_ip) as a_host, a.name as a_name, a.scope as a_scope, a.country_code as a_country, a.asn as a_asn,
    a.organization as a_organization,
    host(b_ip) as b_host, b.name as b_name, b.scope as b_scope, b.country_code as b_country, b.asn as b_asn,
    b.organization as b_organization,
    protocol, conversation.packets, conversation.bytes, a_bytes, conversation.bytes - a_bytes as b_bytes,
    conversation.last_seen, a.name_source as a_name_source, b.name_source as b_name_source
from conversation
    left join known as a on a.ip = a_ip
    left join known as b on b.ip = b_ip
order by bytes desc, a_ip, b_ip, protocol
