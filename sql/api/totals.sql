-- Total packets, unique hosts, bytes transferred and unique countries of a time range.
with ranged as (
    select src_ip, dst_ip, src_country, dst_country, packets, bytes
    from flows
    where window_start >= date_trunc('minute', :#from::timestamptz) and window_start < :#to::timestamptz
)
select coalesce(sum(packets), 0)::bigint as packets,
    coalesce(sum(bytes), 0)::bigint as bytes,
    (select count(*) from (select src_ip from ranged union select dst_ip from ranged) as host) as hosts,
    (select count(*) from (select src_country from ranged union select dst_country from ranged) as country (code)
        where code is not null) as countries
from ranged
