-- Looks at a slice of the hosts, and deletes those whose last packet is too old.
with slice as (
    select ip
    from hosts
    where ip > coalesce(:#from::text::inet, '0.0.0.0/0')
    order by ip
    limit :#mostRows::bigint
),
gone as (
    delete from hosts
    using slice
    where hosts.ip = slice.ip and hosts.last_seen < now() - make_interval(days => :#days::integer)
    returning 1
)
select count(*) as looked_at, (select count(*) from gone) as deleted, max(ip)::text as reached
from slice
