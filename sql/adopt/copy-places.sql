-- Copies the places of the origin's addresses. They have no database date, so the next packet updates them.
insert into geoip (ip, country_code, country_name, city, latitude, longitude, asn, organization)
select distinct on (ip) ip, country_code, country_name, city, latitude, longitude, asn, organization
from origin_places
where ip is not null
order by ip
on conflict (ip) do nothing
