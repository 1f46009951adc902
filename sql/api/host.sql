-- The facts about one host, from everything that is stored.
select host(ip) as host, hosts.name, hosts.scope, hosts.first_seen, hosts.last_seen, hosts.packets_sent,
    hosts.packets_received, hosts.bytes_sent, hosts.bytes_received, geoip.country_code, geoip.country_name,
    geoip.city, geoip.latitude, geoip.longitude, geoip.asn, geoip.organization, geoip.database_date,
    hosts.name_source, part.net_name, part.net_role, part.net_site
from hosts_now as hosts left join geoip_now as geoip using (ip) left join network_parts as part on part.part >>= hosts.ip
where hosts.ip = :#host::inet
