-- The time before which rows of a table are too old; no row if there are none. Of a table of flows it is noted, before anything is
-- removed. A later note stays: what another process has removed does not come back.
with kept as (
    select date_trunc('day', now(), 'UTC') - make_interval(days => :#days::integer) as since
),
old as (
    select since
    from kept
    where case :#table::text
        when 'flows' then exists (select from flows where window_start < since)
            or exists (select from wadi_partitions('flows') where range_to <= since)
        when 'flows_hour' then exists (select from flows_hour where window_start < since)
        when 'flows_day' then exists (select from flows_day where window_start < since)
        else true
    end
),
noted as (
    insert into kept_since as k (table_name, since)
    select :#table::text, since from old where :#table::text in ('flows', 'flows_hour', 'flows_day')
    on conflict (table_name) do update set since = excluded.since where excluded.since > k.since
)
select since::text from old
