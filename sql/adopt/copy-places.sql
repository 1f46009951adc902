-- Places of the origin's addresses. Without a date of their database they are looked up again with the next packet.
insert into geoip (ip, country_code, country_name, city, latitude, longitude, asn, organization)
select distinct on (ip) ip, country_code, country_name, city, latitude, longitude, asn, organization
from origin_places
where ip is not null
order by ip
on conflict (ip) do nothing
