-- Roles for those who are not to own the tables. Neither can log in; give a login to whoever is to have the rights:
--   create role dora login password '…' in role wadi_reader;
--
--   wadi_writer   stores: reads and writes the tables, makes their days, and drops the old ones; changes no table
--   wadi_reader   reads schema bi, and nothing else
--
-- Roles belong to the whole server, and making them takes the attribute CREATEROLE. Without it they are left out, with
-- a notice; whoever has it may make them by hand and have this file run again by changing it.

do $$
declare
    role_name text;
    home      text := current_schema();
begin
    foreach role_name in array array['wadi_writer', 'wadi_reader'] loop
        if not exists (select from pg_roles where rolname = role_name) then
            begin
                execute format('create role %I nologin', role_name);
            exception
                when insufficient_privilege then
                    raise notice 'role % is left out: user % may not make roles', role_name, current_user;
                when duplicate_object or unique_violation then
                    null; -- Another database of this server made it at the same time.
            end;
        end if;
    end loop;

    if exists (select from pg_roles where rolname = 'wadi_writer') then
        execute format('grant usage on schema %I to wadi_writer', home);
        execute format('grant select, insert, update, delete on all tables in schema %I to wadi_writer', home);
        execute format('grant usage on all sequences in schema %I to wadi_writer', home);
        execute format('alter default privileges in schema %I grant select, insert, update, delete on tables to wadi_writer',
            home);
        execute format('alter default privileges in schema %I grant usage on sequences to wadi_writer', home);
        -- Only an owner makes and drops partitions: these functions do it in the owner's name, for the writer alone.
        execute format('alter function wadi_ensure_day(text, date) security definer set search_path = %I, pg_temp', home);
        execute format('alter function wadi_drop_days(text, integer) security definer set search_path = %I, pg_temp', home);
        execute format('alter function wadi_retain(integer, integer, integer) security definer set search_path = %I, pg_temp', home);
        revoke execute on function wadi_ensure_day(text, date), wadi_drop_days(text, integer),
            wadi_retain(integer, integer, integer) from public;
        grant execute on function wadi_ensure_day(text, date), wadi_drop_days(text, integer),
            wadi_retain(integer, integer, integer) to wadi_writer;
        -- It may see what has been migrated, as each start does, and not tell otherwise.
        if to_regclass('schema_history') is not null then
            revoke insert, update, delete on schema_history from wadi_writer;
        end if;
    end if;

    -- R__bi_views.sql has made the schema: Flyway takes repeatable migrations in the order of their names.
    if exists (select from pg_roles where rolname = 'wadi_reader') then
        grant usage on schema bi to wadi_reader;
        grant select on all tables in schema bi to wadi_reader;
        alter default privileges in schema bi grant select on tables to wadi_reader;
    end if;
end $$;
