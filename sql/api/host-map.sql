-- Hosts of a time range by country.
select coalesce(country_name, country_code) as country, country_code, count(*) as hosts
from geoip
where country_code is not null and ip in (
    select src_ip from flows
    where window_start >= date_trunc('minute', :#from::timestamptz) and window_start < :#to::timestamptz
    union
    select dst_ip from flows
    where window_start >= date_trunc('minute', :#from::timestamptz) and window_start < :#to::timestamptz
)
group by country_name, country_code
order by hosts desc, country
