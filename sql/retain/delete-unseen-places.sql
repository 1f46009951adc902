-- Looks at a slice of the places, and deletes those of addresses without a packet for so long. An address that is seen
-- again gets its place with its next packet.
with slice as (
    select ip
    from geoip
    where ip > coalesce(:#from::text::inet, '0.0.0.0/0')
    order by ip
    limit :#mostRows::bigint
),
gone as (
    delete from geoip
    using slice
    where geoip.ip = slice.ip
        and not exists (
            select from hosts
            where hosts.ip = slice.ip and hosts.last_seen >= now() - make_interval(days => :#days::integer))
    returning 1
)
select count(*) as looked_at, (select count(*) from gone) as deleted, max(ip)::text as reached
from slice
