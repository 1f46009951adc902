-- Looks at a slice of the names that wait for their address, and deletes those that were learnt too long ago.
with slice as (
    select ip
    from host_names
    where ip > coalesce(:#from::text::inet, '0.0.0.0/0')
    order by ip
    limit :#mostRows::bigint
),
gone as (
    delete from host_names
    using slice
    where host_names.ip = slice.ip and host_names.learnt_at < now() - make_interval(days => :#days::integer)
    returning 1
)
select count(*) as looked_at, (select count(*) from gone) as deleted, max(ip)::text as reached
from slice
