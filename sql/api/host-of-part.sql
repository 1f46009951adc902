-- The facts about one host, from the flows of a range that the user may see; no row if it is in none of them.
with flow as (
    select src_ip, dst_ip, packets, bytes, coalesce(first_seen, window_start) as first_seen, last_seen
    from selected_flows(:#fromSeconds::bigint, :#toSeconds::bigint, :#coarsest::text, :#host::inet, null, null)
    where true /* filter */
),
seen as (
    select min(first_seen) as first_seen, max(last_seen) as last_seen,
        wadi_capped(coalesce(sum(packets) filter (where src_ip = :#host::inet), 0)) as packets_sent,
        wadi_capped(coalesce(sum(packets) filter (where dst_ip = :#host::inet), 0)) as packets_received,
        wadi_capped(coalesce(sum(bytes) filter (where src_ip = :#host::inet), 0)) as bytes_sent,
        wadi_capped(coalesce(sum(bytes) filter (where dst_ip = :#host::inet), 0)) as bytes_received
    from flow
    having count(*) > 0
)
select host(ip) as host, hosts.name, hosts.scope, seen.first_seen, seen.last_seen, seen.packets_sent,
    seen.packets_received, seen.bytes_sent, seen.bytes_received, geoip.country_code, geoip.country_name,
    geoip.city, geoip.latitude, geoip.longitude, geoip.asn, geoip.organization, geoip.database_date,
    hosts.name_source, part.net_name, part.net_role, part.net_site
from seen cross join hosts_now as hosts left join geoip_now as geoip using (ip)
    left join network_parts as part on part.part >>= hosts.ip
where hosts.ip = :#host::inet
