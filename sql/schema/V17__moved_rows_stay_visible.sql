-- A query learns which partitions there are before it takes its snapshot. A query that begins while rows are moved from
-- the default partition would therefore wait for the default partition only, and then find its rows gone from there
-- without knowing of their new partition. So where rows are moved, the parent is locked too, for the milliseconds of
-- attaching: who comes meanwhile waits before he learns of the partitions. A partition without rows, as those of the days
-- ahead, needs no such lock.

create or replace function wadi_add_partition(parent text, range_from timestamptz, range_to timestamptz)
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
    execute format('lock table only %I in %s mode', parent,
        case when waiting = 0 then 'share update exclusive' else 'access exclusive' end);
    child := wadi_create_partition(parent, range_from, range_to);
    if child is null then
        return 0;
    end if;
    execute format('lock table %I in access exclusive mode', rest);
    moved := wadi_fill_partition(parent, child, range_from, range_to);
    if moved > 0 and waiting = 0 then
        raise lock_not_available using message = 'rows came before the default partition was locked';
    end if;
    perform wadi_attach_partition(parent, child, range_from, range_to);
    return moved;
exception when lock_not_available or deadlock_detected or invalid_object_definition then
    return null;
end $$;

create or replace function wadi_settle_range(parent text, range_from timestamptz, range_to timestamptz)
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
    execute format('lock table only %I in %s mode', parent,
        case when moved = 0 then 'share update exclusive' else 'access exclusive' end);
    execute format('lock table %I in access exclusive mode', rest);
    perform wadi_attach_partition(parent, child, range_from, range_to);
    execute format('alter table %I drop constraint wadi_reserved', rest);
    return moved;
exception when lock_not_available or deadlock_detected or undefined_object or invalid_object_definition
        or duplicate_table or check_violation then
    return null;
end $$;
