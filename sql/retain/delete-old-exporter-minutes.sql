-- Deletes a slice of the minutes of exporters that are too old, from where the last slice ended.
with old as (
    select ctid, minute
    from exporter_minutes
    where minute >= coalesce(:#from::text::timestamptz, '-infinity')
        and minute < :#before::text::timestamptz
    order by minute
    limit :#mostRows::bigint
),
gone as (
    delete from exporter_minutes where ctid = any (array(select ctid from old))
    returning 1
)
select count(*) as looked_at, (select count(*) from gone) as deleted, max(minute)::text as reached
from old
