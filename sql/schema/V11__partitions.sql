-- Partitions of traffic and flows are made and dropped one a transaction, and no reader or writer waits for them:
-- * A partition is created as a table of its own and attached, which takes no lock on the parent that stops a reader or
--   a writer. Only the default partition is locked exclusively, for milliseconds.
-- * No function waits longer for a lock than a tenth of a second, because those who come later wait behind it. Rows
--   without a partition go to the default partition, until the next attempt moves them.
-- * Recent days have a partition each. A month that ended long ago has one, or what its days have left over, so that
--   clocks of all kinds, and fifty years of captures, make a few hundred.

drop function wadi_retain(integer, integer, integer);
drop function wadi_drop_days(text, integer);
drop function wadi_ensure_day(text, date);

-- What has no partition is found by its time: traffic has only block ranges, which help where rows come in order.
create index traffic_default_timestamp on traffic_default ("timestamp");

create function wadi_time_column(parent text) returns text language sql immutable as $$
    select case parent when 'traffic' then 'timestamp' else 'window_start' end
$$;

comment on function wadi_time_column is 'The column by which traffic or flows is partitioned';

create function wadi_partitions(parent regclass)
returns table (name text, range_from timestamptz, range_to timestamptz, id oid)
language sql stable set timezone = 'UTC' set datestyle = 'ISO' as $$
    select relname::text,
        coalesce(substring(bounds from 'FROM \(''([^'']+)''\)')::timestamptz, '-infinity'),
        coalesce(substring(bounds from 'TO \(''([^'']+)''\)')::timestamptz, 'infinity'),
        pg_class.oid
    from pg_inherits join pg_class on pg_class.oid = inhrelid,
        lateral pg_get_expr(relpartbound, inhrelid) as bounds
    where inhparent = parent and bounds <> 'DEFAULT'
$$;

comment on function wadi_partitions is 'The partitions of a table and their ranges, half-open, without the default partition';

-- A day that is in a month which ended more than 62 days ago stands for the whole month: so that nobody needs to decide
-- between days and months again while a month is still written to.
create function wadi_gaps(parent text, days date[], days_ahead integer)
returns table (range_from timestamptz, range_to timestamptz)
language sql stable set timezone = 'UTC' as $$
    with taken as (
        select * from wadi_partitions(parent::regclass)
    ),
    free as (
        select coalesce(lag(taken.range_to) over (order by taken.range_from), '-infinity') as free_from,
            taken.range_from as free_to
        from taken
        union all
        select coalesce(max(taken.range_to), '-infinity'), 'infinity' from taken
    ),
    wanted as (
        select distinct case when is_old then month_from else day end::timestamptz as unit_from,
            case when is_old then month_to else day + 1 end::timestamptz as unit_to
        from unnest(days) as day,
            lateral (select date_trunc('month', day)::date as month_from,
                (date_trunc('month', day) + interval '1 month')::date as month_to) as month,
            lateral (select month_to <= current_date - 62 as is_old) as age
        where day between date '1970-01-01' and current_date + days_ahead
    )
    select greatest(free_from, unit_from), least(free_to, unit_to)
    from wanted join free on free_from < unit_to and free_to > unit_from
    where free_from < free_to
    order by 1
$$;

comment on function wadi_gaps is 'The ranges without a partition that days from 1970 to so many days ahead need';

create function wadi_create_partition(parent text, range_from timestamptz, range_to timestamptz)
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
    return child;
end $$;

comment on function wadi_create_partition is 'Creates the table that is to be a partition; null where it exists';

create function wadi_fill_partition(parent text, child text, range_from timestamptz, range_to timestamptz)
returns bigint language plpgsql as $$
declare
    time_column text := wadi_time_column(parent);
    moved bigint;
begin
    execute format('with moved as (delete from %1$I where %2$I >= $1 and %2$I < $2 returning *)'
        ' insert into %3$I select * from moved', parent || '_default', time_column, child)
        using range_from, range_to;
    get diagnostics moved = row_count;
    return moved;
end $$;

comment on function wadi_fill_partition is 'Moves the rows of a range from the default partition; answers how many';

create function wadi_attach_partition(parent text, child text, range_from timestamptz, range_to timestamptz)
returns void language plpgsql set timezone = 'UTC' as $$
begin
    execute format('alter table %I attach partition %I for values from (%L) to (%L)',
        parent, child, range_from, range_to);
end $$;

-- Attaching reads the whole default partition while it is locked. So this is for a small one (64 MB are read in less than
-- a tenth of a second), with few rows to move.
create function wadi_add_partition(parent text, range_from timestamptz, range_to timestamptz)
returns bigint language plpgsql set lock_timeout = '100ms' as $$
declare
    rest text := parent || '_default';
    time_column text := wadi_time_column(parent);
    most_rows constant bigint := 5000;
    child text;
    waiting bigint;
    moved bigint;
begin
    execute format('select count(*) from (select from %1$I where %2$I >= $1 and %2$I < $2 limit $3) as counted',
        rest, time_column) into waiting using range_from, range_to, most_rows + 1;
    if waiting > most_rows or pg_relation_size(quote_ident(rest)::regclass) > 64 << 20 then
        return null;
    end if;
    execute format('lock table only %I in share update exclusive mode', parent);
    child := wadi_create_partition(parent, range_from, range_to);
    if child is null then
        return 0;
    end if;
    execute format('lock table %I in access exclusive mode', rest);
    moved := wadi_fill_partition(parent, child, range_from, range_to);
    perform wadi_attach_partition(parent, child, range_from, range_to);
    return moved;
exception when lock_not_available or deadlock_detected or invalid_object_definition then
    return null;
end $$;

comment on function wadi_add_partition is
    'Makes a partition and moves its rows out of the default partition: answers how many, or null where it cannot now';

create function wadi_ensure_day(parent text, day date) returns boolean language plpgsql as $$
begin
    perform wadi_add_partition(parent, range_from, range_to) from wadi_gaps(parent, array[day], 1);
    return day <= (now() at time zone 'UTC')::date + 1 and day >= date '1970-01-01'
        and not exists (select from wadi_gaps(parent, array[day], 1));
end $$;

comment on function wadi_ensure_day is 'Makes the partition of a day (UTC) from 1970 to tomorrow; whether it is there';

-- The other way, for a large default partition or many rows: first no row of the range may enter the default partition,
-- then the rows that are in it are moved and the rest of it is read, which locks nobody out, and then the partition is
-- attached, which needs to read nothing any more. A store that has a row of the range meanwhile tries again. So the range
-- must not be one that rows come for all the time.
create function wadi_reserve_range(parent text, range_from timestamptz, range_to timestamptz)
returns boolean language plpgsql set timezone = 'UTC' set lock_timeout = '100ms' as $$
begin
    execute format('alter table %1$I add constraint wadi_reserved check (%2$I < %3$L or %2$I >= %4$L) not valid',
        parent || '_default', wadi_time_column(parent), range_from, range_to);
    return true;
exception when lock_not_available or deadlock_detected or duplicate_object then
    return false;
end $$;

create function wadi_settle_range(parent text, range_from timestamptz, range_to timestamptz)
returns bigint language plpgsql set lock_timeout = '100ms' as $$
declare
    rest text := parent || '_default';
    child text := wadi_create_partition(parent, range_from, range_to);
    moved bigint;
begin
    if child is null then
        return null;
    end if;
    moved := wadi_fill_partition(parent, child, range_from, range_to);
    execute format('alter table %I validate constraint wadi_reserved', rest);
    execute format('lock table only %I in share update exclusive mode', parent);
    execute format('lock table %I in access exclusive mode', rest);
    perform wadi_attach_partition(parent, child, range_from, range_to);
    execute format('alter table %I drop constraint wadi_reserved', rest);
    return moved;
exception when lock_not_available or deadlock_detected or undefined_object or invalid_object_definition
        or duplicate_table or check_violation then
    return null;
end $$;

create function wadi_release_range(parent text) returns boolean language plpgsql set lock_timeout = '100ms' as $$
begin
    if exists (select from pg_constraint
            where conrelid = (parent || '_default')::regclass and conname = 'wadi_reserved') then
        execute format('alter table %I drop constraint if exists wadi_reserved', parent || '_default');
    end if;
    return true;
exception when lock_not_available or deadlock_detected then
    return false;
end $$;

comment on function wadi_reserve_range is 'Refuses rows of a range in the default partition, until it is settled or released';
comment on function wadi_settle_range is
    'Makes the partition of the reserved range and moves its rows: answers how many, or null where it cannot now';
comment on function wadi_release_range is 'Ends a reservation that was not settled';

-- What to make next: today and the days ahead, and then the range of the earliest rows in the default partition, up to
-- the last full hour. Of today, if many rows came while it had no partition or if the default partition is large, first
-- the hours that are yet to come.
create function wadi_next_range(parent text, most_rows bigint, days_ahead integer)
returns table (range_from timestamptz, range_to timestamptz, is_present boolean)
language plpgsql set timezone = 'UTC' as $$
declare
    rest text := parent || '_default';
    time_column text := wadi_time_column(parent);
    this_hour timestamptz := date_trunc('hour', now());
    many boolean;
    earliest timestamptz;
    beyond timestamptz;
begin
    for range_from, range_to in
        select gap.range_from, gap.range_to
        from wadi_gaps(parent, array(select current_date + i from generate_series(0, days_ahead) as i), days_ahead) as gap
    loop
        if range_from <= now() and range_to > now() then
            execute format('select count(*) > 5000 from (select from %1$I where %2$I >= $1 and %2$I < $2 limit 5001) as counted',
                rest, time_column) into many using range_from, range_to;
            if many or pg_relation_size(quote_ident(rest)::regclass) > 64 << 20 then
                range_from := this_hour + interval '1 hour';
            end if;
        end if;
        is_present := range_from <= now() and range_to > now();
        if range_from < range_to then
            return next;
        end if;
    end loop;
    execute format('select min(%1$I) from %2$I where %1$I >= timestamptz ''1970-01-01 00:00Z'' and %1$I < $1',
        time_column, rest) into earliest using this_hour;
    select gap.range_from, least(gap.range_to, this_hour) into range_from, range_to
    from wadi_gaps(parent, array[earliest::date], days_ahead) as gap
    where earliest >= gap.range_from and earliest < gap.range_to;
    if range_from is null then
        return;
    end if;
    is_present := false;
    execute format('select %1$I from %2$I where %1$I >= $1 and %1$I < $2 order by %1$I offset $3 limit 1',
        time_column, rest) into beyond using range_from, range_to, most_rows;
    if beyond is not null then
        range_to := greatest(date_trunc('second', beyond), date_trunc('second', earliest) + interval '1 second');
    end if;
    return next;
end $$;

comment on function wadi_next_range is
    'Ranges to make partitions of, with at most so many rows to move, more only where they are of one second, and whether rows come for them at present';

create function wadi_rows_ahead(parent text, days_ahead integer, most_rows bigint)
returns bigint language plpgsql stable set timezone = 'UTC' as $$
declare
    counted bigint;
begin
    execute format('select count(*) from (select from %1$I where %2$I >= $1 limit $2) as counted',
        parent || '_default', wadi_time_column(parent))
        into counted using (current_date + days_ahead + 1)::timestamptz, most_rows;
    return counted;
end $$;

comment on function wadi_rows_ahead is 'Rows of later days than so many ahead, at most so many';

-- The disk is freed even while the parent is always in use: emptying a partition locks only that one.
create function wadi_drop_partition(parent text, before timestamptz)
returns text language plpgsql set lock_timeout = '100ms' as $$
declare
    child text;
begin
    select name into child from wadi_partitions(parent::regclass) where range_to <= before order by range_from limit 1;
    if child is null then
        return null;
    end if;
    begin
        execute format('drop table %I', child);
        return 'dropped';
    exception when lock_not_available or deadlock_detected then
        null;
    end;
    if pg_relation_size(quote_ident(child)::regclass) > 0 then
        execute format('truncate %I', child);
    end if;
    return 'busy';
exception when lock_not_available or deadlock_detected then
    return 'busy';
end $$;

comment on function wadi_drop_partition is
    'Drops the oldest partition that ended before a time: dropped, busy where it cannot now, or null where there is none';

-- Rows of partitions that are only partly too old, and of the default partition.
create function wadi_delete_old(parent text, before timestamptz, most_rows bigint)
returns bigint language plpgsql as $$
declare
    child text;
    deleted bigint;
begin
    for child in
        select parent || '_default'
        union all
        select name from wadi_partitions(parent::regclass) where range_from < before and range_to > before
    loop
        execute format('delete from %1$I where ctid = any (array(select ctid from %1$I where %2$I < $1 limit $2))',
            child, wadi_time_column(parent)) using before, most_rows;
        get diagnostics deleted = row_count;
        if deleted > 0 then
            return deleted;
        end if;
    end loop;
    return 0;
end $$;

comment on function wadi_delete_old is 'Deletes at most so many rows from before a time, and answers how many; 0 where there are none';
