-- Deletes a slice of the names that wait for their address: the oldest, where there are more than are kept. Answers how
-- many.
with beyond as (
    select greatest(count(*) - :#most::bigint, 0) as names from host_names
),
oldest as (
    select ip
    from host_names
    order by learnt_at
    limit (select least(names, :#mostRows::bigint) from beyond)
),
gone as (
    delete from host_names using oldest where host_names.ip = oldest.ip returning 1
)
select count(*) from gone
