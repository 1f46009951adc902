-- The peers of one host in a range, ordered by bytes: what it sent and received, and over which protocols. What
-- it sent to itself it also received, in the same packets.
with peer as (
    select case when src_ip = :#host::inet then dst_ip else src_ip end as ip,
        wadi_capped(coalesce(sum(bytes) filter (where src_ip = :#host::inet), 0)) as bytes_sent,
        wadi_capped(coalesce(sum(bytes) filter (where dst_ip = :#host::inet), 0)) as bytes_received,
        wadi_capped(sum(packets)) as packets, sum(bytes) as bytes, max(last_seen) as last_seen,
        string_agg(distinct protocol, ', ' order by protocol) as protocols
    from selected_flows(:#fromSeconds::bigint, :#toSeconds::bigint, :#coarsest::text,
        :#host::inet, :#protocol::text, :#country::text, :#asn::bigint, :#probe::text,
        :#once::boolean, :#interface::bigint)
    where true /* filter */
    group by 1
    order by sum(bytes) desc, 1
    limit :#limit
)
select host(peer.ip) as host, name, scope, country_code, country_name, asn, organization, peer.packets,
    peer.bytes_sent, peer.bytes_received, peer.protocols, peer.last_seen, name_source
from peer left join known_hosts(array(select ip from peer)) using (ip)
order by peer.bytes desc, peer.ip
