-- Views of schema bi show a time as a day and as a second (UTC), and BI tools filter by these. PostgreSQL compares such a
-- condition with the check constraints of a partition, not with its range. So each partition says its range in the terms
-- of the views as well. The expressions must be exactly those of the views.

create function wadi_constrain_partition(parent text, child text, range_from timestamptz, range_to timestamptz)
returns void language plpgsql set timezone = 'UTC' set datestyle = 'ISO' as $$
declare
    seen text := format('(%I at time zone ''UTC'')', wadi_time_column(parent));
    last_moment timestamptz := range_to - interval '1 microsecond';
begin
    execute format('alter table %1$I'
        ' add constraint wadi_date check (%2$s::date between %3$L and %4$L),'
        ' add constraint wadi_time_utc check (date_trunc(''second'', %2$s)::timestamp(0) between %5$L and %6$L)',
        child, seen, range_from::date, last_moment::date,
        date_trunc('second', range_from)::timestamp, date_trunc('second', last_moment)::timestamp);
end $$;

comment on function wadi_constrain_partition is
    'Adds the constraints by which conditions on date and time_utc of schema bi skip a partition';

create or replace function wadi_create_partition(parent text, range_from timestamptz, range_to timestamptz)
returns text language plpgsql set timezone = 'UTC' as $$
declare
    whole text := case range_to - range_from when interval '1 day' then 'YYYYMMDD' else 'YYYYMMDD_HH24MISS' end;
    child text := parent || '_' || to_char(range_from, case
        when range_from = date_trunc('month', range_from) and range_to = range_from + interval '1 month' then 'YYYYMM'
        else whole end);
begin
    if to_regclass(quote_ident(child)) is not null then
        return null;
    end if;
    execute format('create table %I (like %I including defaults including constraints including storage'
        ' including compression including indexes)', child, parent);
    perform wadi_constrain_partition(parent, child, range_from, range_to);
    return child;
end $$;

do $$
begin
    perform wadi_constrain_partition(parent, name, range_from, range_to)
    from unnest(array['traffic', 'flows']) as parent, lateral wadi_partitions(parent::regclass)
    where isfinite(range_from) and isfinite(range_to);
end $$;

-- Too small for autovacuum, which would leave PostgreSQL with the belief that there are a thousand networks.
analyze own_networks;
