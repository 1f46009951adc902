-- Readers who see a part of the traffic. Each has a schema of its own, bi_NAME (s_bi_NAME for the tables of schema s), with the
-- views of schema bi over the flows that match its filter. It has no rights on other tables and views.
--
-- The schema has a view with the name of each table that the views of schema bi read, restricted to what the reader may see, and
-- the reader has no right on these. The views of schema bi are created again from their definitions, with that schema first in
-- the search path, so both read alike. They are security barriers: no function of a query sees a row that the view leaves out.
-- Schema bi stays as it is, so its readers pay nothing for this.

create or replace function wadi_part_schema(reader text) returns text language sql stable as $$
    select case current_schema() when 'public' then 'bi' else current_schema() || '_bi' end || '_' || reader
$$;

comment on function wadi_part_schema is 'The schema of a reader who sees a part of the traffic';

-- Creates the views that stand for tables in the schema of a reader. The columns that filters have are those of selected_flows.
create or replace function wadi_part_flows(home text, condition text) returns void language plpgsql as $$
declare
    columns text := (
        select string_agg(quote_ident(attname), ', ' order by attnum)
        from pg_attribute
        where attrelid = format('%I.flows', home)::regclass and attnum > 0 and not attisdropped);
begin
    execute format('create view flows as select %s from (select *, (tos / 4)::smallint as dscp,'
        ' floor(extract(epoch from rtt) * 1000)::bigint as rtt_millis, wadi_tcp_flag_names(tcp_flags) as tcp_flag_names,'
        ' wadi_direction(exported_direction) as direction, wadi_end_reason(end_reason) as end_reason_name from %I.flows) as flows'
        ' where %s', columns, home, condition);
end $$;

-- Sums that lack a field of the filter are computed from flows, by each query.
create or replace function wadi_part_sums(home text, wanted readers) returns void language plpgsql as $$
declare
    unit text;
begin
    foreach unit in array array['hour', 'day'] loop
        if wanted.has_sums then
            execute format('create view %1$I as select * from %2$I.%1$I as flows where %3$s', 'flows_' || unit || '_now', home,
                wanted.condition);
        else
            execute format('create view %I as select date_trunc(%L, window_start, ''UTC'') as window_start, src_ip, dst_ip,'
                ' protocol, wadi_capped(sum(packets)) as packets, wadi_capped(sum(bytes)) as bytes, src_country, dst_country,'
                ' src_asn, dst_asn, max(last_seen) as last_seen from flows group by 1, 2, 3, 4, 7, 8, 9, 10',
                'flows_' || unit || '_now', unit);
        end if;
    end loop;
end $$;

create or replace function wadi_part_tables(home text, wanted readers) returns void language plpgsql as $$
declare
    source text := case when wanted.has_sums then 'flows_day_now' else 'flows' end;
    first  text := case when wanted.has_sums then 'window_start' else 'first_seen' end;
    last   text := case when wanted.has_sums then 'coalesce(last_seen, window_start)' else 'last_seen' end;
begin
    perform wadi_part_flows(home, wanted.condition);
    perform wadi_part_sums(home, wanted);
    execute format('create view stored_days as select distinct (window_start at time zone ''UTC'')::date as day from %I', source);
    execute format('create view hosts_now as'
        ' select ip, seen.first_seen, seen.last_seen, host.name, host.scope, host.name_source from ('
            'select ip, min(%s) as first_seen, max(%s) as last_seen'
            ' from %I cross join lateral unnest(array[src_ip, dst_ip]) as ip group by ip) as seen'
        ' join %I.hosts_now as host using (ip)', first, last, source, home);
    -- Computed sums go back as far as what they are computed from.
    execute format('create view kept_since as select %s from %I.kept_since',
        case when wanted.has_sums then '*' else '''flows_day'' as table_name, max(since) as since' end, home);
    execute format('create view traffic as select * from %I.traffic where %s', home,
        case when wanted.has_packets then wanted.condition else 'false' end);
    execute format('create view alerts as select * from %I.alerts where false', home);
    execute format('create view exporter_minutes as select * from %I.exporter_minutes where false', home);
end $$;

-- Creates a view of schema bi once more, in the schema of a reader. It may use functions of schema bi, and views of it that the
-- reader has already.
create or replace function wadi_part_view(part text, home text, original regclass) returns void language plpgsql as $$
declare
    name       text;
    shown      text;
    definition text;
    described  record;
begin
    select relname, nspname into name, shown
    from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where pg_class.oid = original;
    perform set_config('search_path', format('%I, %I', home, shown), true);
    definition := pg_get_viewdef(original);
    perform set_config('search_path', format('%I, %I, %I', part, home, shown), true);
    execute format('create view %I with (security_barrier) as %s', name, definition);
    execute format('comment on view %I is %L', name, obj_description(original, 'pg_class'));
    for described in
        select attname, col_description(original, attnum) as words from pg_attribute where attrelid = original and attnum > 0
    loop
        execute format('comment on column %I.%I is %L', name, described.attname, described.words);
    end loop;
end $$;

-- Creates a function of schema bi once more, in the schema of a reader.
create or replace function wadi_part_function(part text, home text, shown text, original oid) returns void
language plpgsql as $$
declare
    name text := (select proname from pg_proc where oid = original);
    body text;
begin
    perform set_config('search_path', format('%I, %I', shown, home), true);
    body := pg_get_function_sqlbody(original);
    perform set_config('search_path', format('%I, %I', part, home), true);
    execute format('create function %I(%s) returns %s language sql stable parallel safe %s', name,
        pg_get_function_arguments(original), pg_get_function_result(original), body);
    execute format('comment on function %I is %L', name, obj_description(original, 'pg_proc'));
end $$;

-- The function of a reader for whom each query computes sums, in the place of that of schema bi. The sums would be those of all
-- days, so it reads the flows of the whole range instead; its figures are the same.
create or replace function wadi_part_windows(part text, home text, shown text) returns void language plpgsql as $$
declare
    original oid := (
        select oid from pg_proc where pronamespace = quote_ident(shown)::regnamespace and proname = 'flows_between');
begin
    perform set_config('search_path', format('%I, %I', part, home), true);
    execute format('create or replace function flows_between(%s) returns %s language sql stable parallel safe begin atomic'
        ' select window_start, src_ip, dst_ip, protocol, packets, bytes, src_country_code, dst_country_code'
        ' from fact_flow_minutes where window_start >= to_timestamp(range_from) and window_start < to_timestamp(range_to)'
        ' and (of_probe = ''*'' or probe = of_probe); end',
        pg_get_function_arguments(original), pg_get_function_result(original));
end $$;

-- Refuses views and functions that read a table itself, as one added later would, unless it has nothing of the traffic, or is only
-- joined with the addresses that the reader sees.
create or replace function wadi_check_part(part text, home text, names text[]) returns void language plpgsql as $$
declare
    leak text;
begin
    with reading (oid, name) as (
        select rule.oid, relname
        from pg_class join pg_rewrite as rule on ev_class = pg_class.oid
        where relnamespace = quote_ident(part)::regnamespace
        union all
        select oid, proname from pg_proc where pronamespace = quote_ident(part)::regnamespace
    )
    select format('%s reads %s', reading.name, source.oid::regclass) into leak
    from reading
        join pg_depend as use on objid = reading.oid and classid in ('pg_rewrite'::regclass, 'pg_proc'::regclass)
            and refclassid = 'pg_class'::regclass
        join pg_class as source on source.oid = refobjid
    where reading.name = any (names) and relnamespace <> quote_ident(part)::regnamespace
        and not (relnamespace = quote_ident(home)::regnamespace
            and relname in ('own_networks', 'network_parts', 'geoip', 'newest_pending_places'));
    if leak is not null then
        raise exception 'schema % would show more than its part: %', part, leak;
    end if;
end $$;

-- Creates the schema of a reader, in the place of the former one.
create or replace function wadi_renew_reader(name text) returns void language plpgsql as $$
declare
    home  text := current_schema();
    path  text := current_setting('search_path');
    part  text := wadi_part_schema(name);
    shown text := left(part, -1 - length(name));
    wanted readers := (select each from readers as each where reader = name);
    words text := 'The part of the traffic that reader ' || name || ' sees: ';
    views text[] := array['kept_from', 'fact_flow_minutes', 'fact_flow_hours', 'fact_flow_days', 'dim_host', 'dim_protocol',
        'dim_date', 'dim_time_of_day', 'fact_alerts', 'fact_exporter_minutes']
        || case when wanted.has_packets then array['fact_packets'] else '{}' end;
    functions text[] := array['flows_between', 'bars_between'];
    each  text;
begin
    if octet_length(part) > 63 then
        raise exception 'the name of schema % would be longer than 63 bytes', part;
    end if;
    if to_regnamespace(quote_ident(part)) is not null
        and coalesce(obj_description(quote_ident(part)::regnamespace, 'pg_namespace'), '') not like 'The part of the traffic%' then
        raise exception 'schema % exists and is not of Wadi', part;
    end if;
    perform set_config('client_min_messages', 'warning', true);
    execute format('drop schema if exists %I cascade', part);
    execute format('create schema %I', part);
    execute format('comment on schema %I is %L', part, words || wanted.filter);
    perform set_config('search_path', format('%I, %I', part, home), true);
    perform wadi_part_tables(home, wanted);
    foreach each in array views loop
        perform wadi_part_view(part, home, format('%I.%I', shown, each)::regclass);
    end loop;
    if wanted.has_sums then
        comment on column dim_host.first_seen_utc is 'Start of the day (UTC) of its first packet that you may see';
    end if;
    perform wadi_part_function(part, home, shown, oid)
    from pg_proc
    where pronamespace = quote_ident(shown)::regnamespace and proname = any (functions);
    if not wanted.has_sums then
        perform wadi_part_windows(part, home, shown);
    end if;
    perform wadi_check_part(part, home, views || functions);
    execute format('grant usage on schema %I to %I', part, name);
    foreach each in array views loop
        execute format('grant select on %I.%I to %I', part, each, name);
    end loop;
    perform set_config('search_path', path, true);
end $$;

comment on function wadi_renew_reader is 'Creates the schema of a reader who sees a part of the traffic';

-- After a migration: views have new columns. Roles belong to the server, so one may be missing in a restored database.
create or replace function wadi_renew_readers() returns void language plpgsql as $$
declare
    name text;
begin
    for name in select reader from readers where reader in (select rolname from pg_roles) order by reader loop
        perform wadi_renew_reader(name);
    end loop;
end $$;

comment on function wadi_renew_readers is 'Creates the schemas of all readers who see a part of the traffic';

-- Something else that a role can read of the traffic, or could after SET ROLE; null if there is nothing.
create or replace function wadi_other_rights(reader text) returns text language sql stable as $$
    with roles as (
        select role.oid, role.rolname, role.oid = itself.oid as is_itself
        from pg_roles as itself join pg_roles as role on pg_has_role(itself.oid, role.oid, 'member')
        where itself.rolname = $1
    ),
    home as (
        select current_schema() as name, left(wadi_part_schema($1), -1 - length($1)) as shown
    ),
    schemas as (
        select unnest(array[name, shown]) as name from home
        union
        select wadi_part_schema(readers.reader) from readers where readers.reader <> $1
    )
    select format('%I.%I', schemas.name, relname) || case when is_itself then '' else ' as ' || rolname end
    from schemas
        join pg_namespace on nspname = schemas.name
        join pg_class on relnamespace = pg_namespace.oid and relkind in ('r', 'p', 'v', 'm', 'f') and not relispartition
        join roles on has_any_column_privilege(roles.oid, pg_class.oid, 'select')
    order by is_itself, 1
    limit 1
$$;

comment on function wadi_other_rights is 'Something that a reader of a part of the traffic can read beside it; null if there is nothing';
