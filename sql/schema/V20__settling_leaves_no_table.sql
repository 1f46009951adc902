-- A block of PL/pgSQL undoes on an exception what its statements did, but not what its declarations did. wadi_settle_range
-- made the table of the partition in its declarations: so an attempt that met a lock left an empty table behind, and each
-- later attempt took that for the partition. The rows of such a range stayed in the default partition for good.

create or replace function wadi_create_partition(parent text, range_from timestamptz, range_to timestamptz)
returns text language plpgsql set timezone = 'UTC' as $$
declare
    whole text := case range_to - range_from when interval '1 day' then 'YYYYMMDD' else 'YYYYMMDD_HH24MISS' end;
    child text := parent || '_' || to_char(range_from, case
        when range_from = date_trunc('month', range_from) and range_to = range_from + interval '1 month' then 'YYYYMM'
        else whole end);
    taken regclass := to_regclass(quote_ident(child));
begin
    while taken is not null loop
        if (select relispartition from pg_class where oid = taken) then
            return null;
        end if;
        child := child || '_';
        taken := to_regclass(quote_ident(child));
    end loop;
    execute format('create table %I (like %I including defaults including constraints including storage'
        ' including compression including indexes)', child, parent);
    perform wadi_constrain_partition(parent, child, range_from, range_to);
    return child;
end $$;

comment on function wadi_create_partition is
    'Creates the table that is to be a partition; null where the partition exists. A table that has its name and is none, for example one that was detached, stays as it is';

create or replace function wadi_settle_range(parent text, range_from timestamptz, range_to timestamptz)
returns bigint language plpgsql set lock_timeout = '100ms' as $$
declare
    rest text := parent || '_default';
    child text;
    moved bigint;
begin
    child := wadi_create_partition(parent, range_from, range_to);
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
        or duplicate_table or unique_violation or check_violation then
    return null;
end $$;
