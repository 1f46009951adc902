-- Roles for those who are not to own the tables. Neither can log in; give a login to whoever is to have the rights:
--   create role dora login password '…' in role wadi_reader;
--
--   wadi_writer   stores: reads and writes the tables, makes their days, and drops the old ones; changes no table
--   wadi_reader   reads schema bi, and nothing else
--
-- Those are for the tables of schema public; for those of another schema s there are wadi_writer_s, and wadi_reader_s for
-- schema s_bi. Databases of one server share them.
--
-- Roles belong to the whole server, and making them takes the attribute CREATEROLE. Without it they are left out, with
-- a notice; whoever has it may make them by hand and have this file run again by changing it.

do $$
declare
    role_name text;
    home      text := current_schema();
    shown     text := case home when 'public' then 'bi' else home || '_bi' end;
    writer    text := case home when 'public' then 'wadi_writer' else 'wadi_writer_' || home end;
    reader    text := case home when 'public' then 'wadi_reader' else 'wadi_reader_' || home end;
    stores    text := 'wadi_ensure_day(text, date), wadi_drop_days(text, integer), wadi_retain(integer, integer, integer)';
begin
    foreach role_name in array array[writer, reader] loop
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

    if exists (select from pg_roles where rolname = writer) then
        execute format('grant usage on schema %I to %I', home, writer);
        execute format('grant select, insert, update, delete on all tables in schema %I to %I', home, writer);
        execute format('grant usage on all sequences in schema %I to %I', home, writer);
        execute format('alter default privileges in schema %I grant select, insert, update, delete on tables to %I',
            home, writer);
        execute format('alter default privileges in schema %I grant usage on sequences to %I', home, writer);
        -- Only an owner makes and drops partitions: these functions do it in the owner's name, for the writer alone.
        execute format('alter function wadi_ensure_day(text, date) security definer set search_path = %I, pg_temp', home);
        execute format('alter function wadi_drop_days(text, integer) security definer set search_path = %I, pg_temp', home);
        execute format('alter function wadi_retain(integer, integer, integer) security definer set search_path = %I, pg_temp', home);
        execute format('revoke execute on function %s from public', stores);
        execute format('grant execute on function %s to %I', stores, writer);
        -- It may see what has been migrated, as each start does, and not tell otherwise.
        if to_regclass('schema_history') is not null then
            execute format('revoke insert, update, delete on schema_history from %I', writer);
        end if;
    end if;

    -- R__bi_views.sql has made the schema: Flyway takes repeatable migrations in the order of their names.
    if exists (select from pg_roles where rolname = reader) then
        execute format('grant usage on schema %I to %I', shown, reader);
        execute format('grant select on all tables in schema %I to %I', shown, reader);
        execute format('alter default privileges in schema %I grant select on tables to %I', shown, reader);
    end if;
end $$;
