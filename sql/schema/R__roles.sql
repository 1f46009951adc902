-- Roles for users who do not own the tables. Neither can log in; grant one to a login:
--   create role dora login password '…' in role wadi_reader;
--
--   wadi_writer   stores: reads and writes the tables, creates their days, and drops old ones; changes no table
--   wadi_reader   reads schema bi, and nothing else
-- Readers who see a part of the traffic only are in neither (R__filtered_readers.sql).
--
-- These are for the tables of schema public. For another schema s they are wadi_writer_s, and wadi_reader_s for schema
-- s_bi. All databases of a server share them.
--
-- Roles belong to the whole server, and creating them requires CREATEROLE. Without it they are skipped with a notice.
-- An administrator can create them by hand; this file runs again after a change.

do $$
declare
    role_name text;
    home      text := current_schema();
    shown     text := case home when 'public' then 'bi' else home || '_bi' end;
    writer    text := case home when 'public' then 'wadi_writer' else 'wadi_writer_' || home end;
    reader    text := case home when 'public' then 'wadi_reader' else 'wadi_reader_' || home end;
    changes   text;
begin
    foreach role_name in array array[writer, reader] loop
        if not exists (select from pg_roles where rolname = role_name) then
            begin
                execute format('create role %I nologin', role_name);
            exception
                when insufficient_privilege then
                    raise notice 'role % is left out: user % may not make roles', role_name, current_user;
                when duplicate_object or unique_violation then
                    null; -- Another database of this server created it at the same time.
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
        -- Route fold vacuums pending_batches. Before PostgreSQL 17 only their owner can, and autovacuum does it.
        if current_setting('server_version_num')::integer >= 170000 then
            execute format('grant maintain on pending_batches to %I', writer);
        end if;
        -- Only an owner can create and drop partitions: these functions do it for the writer, with the owner's rights.
        foreach changes in array array[
            'wadi_ensure_day(text, date)',
            'wadi_add_partition(text, timestamptz, timestamptz)',
            'wadi_reserve_range(text, timestamptz, timestamptz)',
            'wadi_settle_range(text, timestamptz, timestamptz)',
            'wadi_release_range(text)',
            'wadi_drop_partition(text, timestamptz)',
            'wadi_delete_old(text, timestamptz, bigint)'
        ] loop
            execute format('alter function %s security definer set search_path = %I, pg_temp', changes, home);
            execute format('revoke execute on function %s from public', changes);
            execute format('grant execute on function %s to %I', changes, writer);
        end loop;
        -- The writer may read the history of migrations, as each start does.
        if to_regclass('schema_history') is not null then
            execute format('revoke insert, update, delete on schema_history from %I', writer);
        end if;
        -- Its conditions become views of the owner.
        execute format('revoke all on readers from %I', writer);
    end if;

    -- R__bi_views.sql has created the schema: Flyway runs repeatable migrations in the order of their names.
    if exists (select from pg_roles where rolname = reader) then
        execute format('grant usage on schema %I to %I', shown, reader);
        execute format('grant select on all tables in schema %I to %I', shown, reader);
        execute format('alter default privileges in schema %I grant select on tables to %I', shown, reader);
    end if;
end $$;
