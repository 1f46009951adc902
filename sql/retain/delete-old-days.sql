-- Deletes a slice of the sums by day that are too old, from where the last slice ended: a search from the beginning would
-- meet all the rows that are deleted already.
with old as (
    select ctid, window_start
    from flows_day
    where window_start >= coalesce(:#from::text::timestamptz, '-infinity')
        and window_start < :#before::text::timestamptz
    order by window_start
    limit :#mostRows::bigint
),
gone as (
    delete from flows_day where ctid = any (array(select ctid from old))
    returning 1
)
select count(*) as looked_at, (select count(*) from gone) as deleted, max(window_start)::text as reached
from old
