-- Completes the details of flows (V26__flow_details.sql), and reads them. Flyway takes repeatable migrations in the order of their
-- names, so this file has a name after that of selected_flows, which it reads.

-- A port of details: conditions on ports below 10000 hold for 65536 as they do for all ports from 10000 on.
create or replace function wadi_service(port integer) returns integer language sql immutable parallel safe as $$
    select case when port >= 10000 then 65536 else port end
$$;

comment on function wadi_service is 'A port below 10000, else 65536';

-- The hour of the day (UTC) of a time as a bit, as in column hours of details_day.
create or replace function wadi_hour_bit(moment timestamptz) returns integer language sql immutable parallel safe as $$
    select 1 << date_part('hour', moment at time zone 'UTC')::integer
$$;

comment on function wadi_hour_bit is 'The hour of the day (UTC) as a bit: 1 is the first hour, 8388608 the last';

drop function if exists selected_details, selected_names, selected_places, selected_large, selected_ports, selected_src_ports,
    selected_dst_ports, selected_host_sums, open_flows;
drop view if exists flow_details;

-- Flows with the columns of details. The ports are those of the flow. Only details by day have hours; all else is of one hour, that
-- of its start.
create view flow_details as
select window_start, src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country, src_asn, dst_asn, transport, probe,
    src_port, dst_port, 1::bigint as flows, retransmissions, vlan, (tos / 4)::smallint as dscp, in_interface, out_interface,
    next_hop, in_interface_name, out_interface_name, wadi_direction(exported_direction) as direction,
    wadi_end_reason(end_reason) as end_reason_name, sampling, exported_src_asn, exported_dst_asn,
    name is not null as has_name, bytes >= 65536 as is_large, name, null::integer as hours
from flows;

comment on view flow_details is 'Flows with the columns of their details';

-- wadi_seal_hour adds up the flows of an hour, wadi_seal_day the details of the hours of a day. Only wadi_seal calls them, because
-- they need its lock.
do $do$
declare
    facts constant text := 'protocol, src_country, dst_country, src_asn, dst_asn, transport, probe, src_port, dst_port, vlan,'
        ' dscp, in_interface, out_interface, next_hop, in_interface_name, out_interface_name, direction, end_reason_name,'
        ' sampling, exported_src_asn, exported_dst_asn, has_name, is_large';
    named constant text := 'src_ip, dst_ip, name, ' || facts;
    nameless constant text := 'src_ip, dst_ip, ' || facts;
    addition constant text := $sql$
        insert into %1$s (window_start, packets, bytes, flows, retransmissions, %2$s%5$s)
        select $1, wadi_capped(sum(packets)), wadi_capped(sum(bytes)), sum(flows), wadi_capped(sum(retransmissions)), %2$s%6$s
        from %3$s
        where %4$s
        group by %2$s$sql$;
    of_day constant text := 'window_start >= $1 and window_start < $1 + interval ''1 day''';
    hour_bits constant text := ', bit_or(wadi_hour_bit(window_start))';
    of_one_end constant text := $sql$
        insert into %2$s_hour (window_start, packets, bytes, flows, retransmissions, %3$s)
        select window_start, wadi_capped(sum(packets)), wadi_capped(sum(bytes)), sum(flows), wadi_capped(sum(retransmissions)), %3$s
        from details_hour
        where %4$s
        group by window_start, %3$s;
        insert into %1$s_ports_day (window_start, packets, bytes, %1$s_port, transport, each_hour, each_packets, each_bytes)
        select $1, wadi_capped(sum(packets)), wadi_capped(sum(bytes)), port, transport, array_agg(hour), array_agg(packets),
            array_agg(bytes)
        from (
            select date_part('hour', window_start at time zone 'UTC')::smallint as hour, port, transport,
                wadi_capped(sum(packets)) as packets, wadi_capped(sum(bytes)) as bytes
            from (
                select window_start, %1$s_port as port, transport, packets, bytes from details_hour
                where %4$s and (%1$s_port >= 10000) is not true
                union all
                select window_start, %1$s_port, transport, packets, bytes from large_hour where %4$s and %1$s_port >= 10000
                union all
                select window_start, unnest(%1$s_ports), transport, unnest(each_packets), unnest(each_bytes) from ports_hour
                where %4$s and %1$s_port >= 10000) as each
            group by window_start, port, transport
            offset 0) as each
        group by port, transport$sql$;
    definition constant text := $sql$
        create or replace function wadi_seal_%1$s(%1$s timestamptz) returns void language sql
        set work_mem = '64MB' set enable_sort = off as $$ %2$s $$ $sql$;
begin
    execute format(definition, 'hour', format($sql$
        with flow as materialized (
            select wadi_capped(sum(packets)) as packets, wadi_capped(sum(bytes)) as bytes, count(*) as flows,
                wadi_capped(sum(retransmissions)) as retransmissions, %1$s
            from (
                select packets, bytes, retransmissions, %2$s
                from flow_details
                where window_start >= $1 and window_start < $1 + interval '1 hour'
                offset 0) as each (packets, bytes, retransmissions, %1$s)
            group by %1$s
        ),
        sealed as (update flow_hours set is_sealed = true where window_start = $1),
        of_names as (%3$s),
        of_places as (%4$s),
        of_large as (
            insert into large_hour (window_start, packets, bytes, flows, retransmissions, %1$s)
            select $1, packets, bytes, flows, retransmissions, %1$s
            from flow_details
            where window_start >= $1 and window_start < $1 + interval '1 hour' and is_large
        ),
        of_ports as (
            insert into ports_hour (window_start, packets, bytes, flows, retransmissions, src_ports, dst_ports, each_packets,
                each_bytes, %6$s)
            select $1, wadi_capped(sum(packets)), wadi_capped(sum(bytes)), count(*), wadi_capped(sum(retransmissions)),
                array_agg(real_src_port) filter (where real_src_port >= 10000),
                array_agg(real_dst_port) filter (where real_dst_port >= 10000),
                array_agg(packets), array_agg(bytes::integer), %6$s
            from (
                select packets, bytes, retransmissions, src_port, dst_port, %7$s
                from flow_details
                where window_start >= $1 and window_start < $1 + interval '1 hour' and not is_large
                    and (src_port >= 10000 or dst_port >= 10000)
                offset 0) as each (packets, bytes, retransmissions, real_src_port, real_dst_port, %6$s)
            group by %6$s
        )
        %5$s$sql$,
        named,
        replace(replace(named, 'src_port', 'wadi_service(src_port)'), 'dst_port', 'wadi_service(dst_port)'),
        format(addition, 'names_hour', named, 'flow', 'has_name', '', ''),
        format(addition, 'places_hour', 'name, ' || facts, 'flow', 'true', '', ''),
        format(addition, 'details_hour', nameless, 'flow', 'true', '', ''),
        nameless,
        replace(replace(nameless, 'src_port', 'wadi_service(src_port)'), 'dst_port', 'wadi_service(dst_port)')));
    execute format(definition, 'day', concat_ws(';',
        format(addition, 'names_day', named, 'names_hour', of_day, ', hours', hour_bits),
        format(addition, 'places_day', 'name, ' || facts, 'places_hour', of_day, ', hours', hour_bits),
        format(addition, 'details_day', nameless, 'details_hour', of_day, ', hours', hour_bits),
        format(of_one_end, 'src', 'sources', 'src_ip, protocol, transport, probe, src_country, src_asn', of_day),
        format(of_one_end, 'dst', 'destinations', 'dst_ip, protocol, transport, probe, dst_country, dst_asn', of_day)));
end $do$;

-- Seals the hours that have not changed for so long, the latest first, and one day that is over and all of whose hours are
-- sealed. Answers how many it sealed; 0 if sums change at the moment, or another session seals.
create or replace function wadi_seal(quiet interval, most_hours integer) returns integer language plpgsql as $$
declare
    hours timestamptz[];
    days  timestamptz[];
begin
    if not pg_try_advisory_xact_lock(hashtext('wadi_seal')) then
        return 0;
    end if;
    hours := array(
        select window_start
        from flow_hours
        where not is_sealed and changed_at <= now() - quiet
            and window_start not in (select window_start from pending_flows)
        order by window_start desc
        limit most_hours);
    perform wadi_seal_hour(hour) from unnest(hours) as hour;
    days := array(
        select day
        from (
            select date_trunc('day', window_start, 'UTC') as day, bool_and(is_sealed) as are_sealed
            from flow_hours
            group by 1) as whole
        where are_sealed and day < now() - interval '1 day'
            and not exists (select from details_day where window_start = day)
            and exists (select from details_hour where window_start >= day and window_start < day + interval '1 day')
        order by day desc
        limit 1);
    perform wadi_seal_day(day) from unnest(days) as day;
    return cardinality(hours) + cardinality(days);
end $$;

comment on function wadi_seal is 'Completes the details of hours and days without a change for so long; answers of how many';

-- Deletes details from before a time, of some hours and their days. Answers of how many hours.
create or replace function wadi_forget_details(before timestamptz, most_hours integer) returns integer language plpgsql as $$
declare
    hours timestamptz[];
begin
    perform pg_advisory_xact_lock(hashtext('wadi_seal'));
    hours := array(select window_start from flow_hours where window_start < before order by window_start limit most_hours);
    perform wadi_delete_details(hours);
    delete from flow_hours where window_start = any (hours);
    return cardinality(hours);
end $$;

comment on function wadi_forget_details is 'Deletes details of flows from before a time; answers of how many hours';

-- The hours with pending sums: their details lack flows. (View pending_flows would compute its other columns as well.)
create or replace function pending_hours() returns timestamptz[] language sql stable parallel safe as $$
    select array(
        select distinct date_trunc('hour', to_timestamp(second), 'UTC')
        from (select distinct unnest(window_starts) as second from pending_batches) as pending)
$$;

-- The days of a range that details_day answers.
create or replace function detailed_days(range_from bigint, range_to bigint, coarsest text) returns timestamptz[]
language sql stable parallel safe as $$
    select array(
        select day
        from generate_series(to_timestamp((range_bounds($1, $2, $3))[3]),
            to_timestamp((range_bounds($1, $2, $3))[4] - 86400), interval '1 day') as day
        where exists (select from details_day where window_start = day)
            and not exists (
                select from unnest((select pending_hours())) as hour where date_trunc('day', hour, 'UTC') = day))
$$;

-- The hours of a range that details_hour answers.
create or replace function detailed_hours(range_from bigint, range_to bigint, coarsest text) returns timestamptz[]
language sql stable parallel safe as $$
    select array(
        select window_start
        from flow_hours
        where window_start >= to_timestamp((range_bounds($1, $2, $3))[2])
            and window_start < to_timestamp((range_bounds($1, $2, $3))[5])
            and is_sealed
            and window_start <> all ((select pending_hours())::timestamptz[])
            and date_trunc('day', window_start, 'UTC') <> all ((select detailed_days($1, $2, $3))::timestamptz[]))
$$;

-- The hours of a range that only flows answer.
create or replace function open_hours(range_from bigint, range_to bigint, coarsest text) returns timestamptz[]
language sql stable parallel safe as $$
    select array(
        select hour
        from generate_series(to_timestamp((range_bounds($1, $2, $3))[2]),
            to_timestamp((range_bounds($1, $2, $3))[5] - 3600), interval '1 hour') as hour
        where hour <> all ((select detailed_hours($1, $2, $3))::timestamptz[])
            and date_trunc('day', hour, 'UTC') <> all ((select detailed_days($1, $2, $3))::timestamptz[]))
$$;

-- The hours of a range whose days details_day does not answer.
create or replace function undetailed_hours(range_from bigint, range_to bigint) returns timestamptz[]
language sql stable parallel safe as $$
    select array(
        select hour
        from generate_series(to_timestamp((range_bounds($1, $2, 'hour'))[2]),
            to_timestamp((range_bounds($1, $2, 'hour'))[5] - 3600), interval '1 hour') as hour
        where date_trunc('day', hour, 'UTC') <> all ((select detailed_days($1, $2, 'day'))::timestamptz[]))
$$;

-- Whether only few hours with flows are open. If many are, for example after an upgrade, to read them apart would take longer
-- than to read all flows of the range at once.
create or replace function details_suffice(range_from bigint, range_to bigint, coarsest text) returns boolean
language sql stable parallel safe as $$
    select count(*) <= 6
    from unnest((select open_hours($1, $2, $3))) as hour
    where exists (select from flow_hours where window_start = hour) or hour = any ((select pending_hours())::timestamptz[])
$$;

-- The flows of these hours, each run of successive hours by the index. Not in SQL, which PostgreSQL would unfold, and then read all
-- flows of the range, or read details by one process alone.
create function open_flows(range_from bigint, range_to bigint, coarsest text) returns setof flow_details
language plpgsql stable parallel safe as $$
declare
    first_hour timestamptz;
    last_hour  timestamptz;
begin
    for first_hour, last_hour in
        select min(hour), max(hour)
        from (
            select hour, hour - row_number() over (order by hour) * interval '1 hour' as run
            from unnest(open_hours(range_from, range_to, coarsest)) as hour) as numbered
        group by run
    loop
        return query
        select * from flow_details as f
        where f.window_start >= first_hour and f.window_start < last_hour + interval '1 hour';
    end loop;
end $$;

-- The flows of exactly a range, from the details of its days and hours, and from table flows for what is not sealed:
-- selected_details without names, selected_names with them, selected_places with names but without addresses,
-- selected_large only large ones, and selected_ports, selected_src_ports and selected_dst_ports
-- with all ports of both ends or one, but without names and retransmissions. Parameter 'coarsest' is the coarsest details to use: 'hour' or 'day'.
do $do$
declare
    facts constant text := 'protocol, packets, bytes, src_country, dst_country, src_asn, dst_asn, transport, probe, src_port,'
        ' dst_port, flows, retransmissions, vlan, dscp, in_interface, out_interface, next_hop, in_interface_name,'
        ' out_interface_name, direction, end_reason_name, sampling, exported_src_asn, exported_dst_asn, has_name, is_large';
    all_columns constant text := 'window_start, src_ip, dst_ip, ' || facts || ', name';
    nameless    constant text := 'window_start, src_ip, dst_ip, ' || facts || ', null::text';
    placeless   constant text := 'window_start, null::inet, null::inet, ' || facts || ', name';
    suffice     constant text := ' and (select details_suffice($1, $2, $3))';
    of_days constant text := $sql$
        select %2$s, hours from %1$s_day
        where $3 = 'day' and window_start = any ((select detailed_days($1, $2, $3))::timestamptz[]) and %3$s
        union all
        select %2$s, null::integer from %1$s_hour
        where $3 = 'day' and window_start = any ((select detailed_hours($1, $2, $3))::timestamptz[]) and %3$s
        union all$sql$;
    of_hours constant text := $sql$
        select %2$s, null::integer from %1$s_hour
        where $3 = 'hour' and window_start >= to_timestamp((range_bounds($1, $2, $3))[2])
            and window_start < to_timestamp((range_bounds($1, $2, $3))[5])
            and window_start <> all ((select pending_hours())::timestamptz[]) and %3$s
        union all$sql$;
    of_ports constant text := $sql$
        select %1$s, null::integer
        from (
            select window_start, src_ip, dst_ip, unnest(src_ports) as high_src_port, unnest(dst_ports) as high_dst_port, %2$s
            from ports_hour
            where window_start >= to_timestamp((range_bounds($1, $2, $3))[2])
                and window_start < to_timestamp((range_bounds($1, $2, $3))[5])
                and window_start <> all ((select pending_hours())::timestamptz[]) and %3$s) as port
        union all$sql$;
    of_flows constant text := $sql$
        select %1$s, null::integer from open_flows($1, $2, $3) where %2$s
        union all
        select %1$s, null::integer from flow_details
        where window_start >= to_timestamp($1) and window_start < to_timestamp((range_bounds($1, $2, $3))[2]) and %2$s
        union all
        select %1$s, null::integer from flow_details
        where window_start >= to_timestamp((range_bounds($1, $2, $3))[5]) and window_start < to_timestamp($2) and %2$s
        union all
        select %1$s, null::integer from flow_details
        where window_start >= to_timestamp($1) and window_start < to_timestamp($2) and %3$s$sql$;
    definition constant text := $sql$
        create function selected_%1$s(range_from bigint, range_to bigint, coarsest text) returns setof flow_details
        language sql stable parallel safe as $$ %2$s $$ $sql$;
    rest constant text := format(of_flows, all_columns, 'true' || suffice, 'not (select details_suffice($1, $2, $3))');
    kind text; is_high text;
begin
    execute format(definition, 'details', format(of_days || of_hours, 'details', nameless, 'true' || suffice) || rest);
    execute format(definition, 'places', format(of_days || of_hours, 'places', placeless, 'true' || suffice) || rest);
    execute format(definition, 'names', format(of_days || of_hours, 'details', nameless, 'not has_name' || suffice)
        || format(of_days || of_hours, 'names', all_columns, 'has_name' || suffice) || rest);
    -- Sums have the ports below 10000 and those of the other end, arrays the others.
    foreach kind in array array['src_ports', 'dst_ports', 'ports'] loop
        is_high := case kind when 'ports' then '(src_port >= 10000 or dst_port >= 10000)' else left(kind, 8) || ' >= 10000' end;
        execute format(definition, kind,
            format(of_days || of_hours, 'details', nameless, '(' || is_high || ') is not true' || suffice)
            || replace(
                format(of_hours, 'large', nameless, is_high || suffice)
                || format(of_ports,
                    replace(replace(nameless, 'src_port', 'coalesce(high_src_port, src_port)'), 'dst_port', 'coalesce(high_dst_port, dst_port)'),
                    replace(replace(facts, 'packets, bytes', 'unnest(each_packets) as packets, unnest(each_bytes)::bigint as bytes'),
                        'flows, retransmissions', '1::bigint as flows, null::bigint as retransmissions'),
                    is_high || suffice),
                '$3', quote_literal('hour'))
            || rest);
    end loop;
    -- These have no days.
    execute format(definition, 'large', replace(format(of_hours, 'large', all_columns, 'true' || suffice)
        || format(of_flows, all_columns, 'is_large' || suffice, 'is_large and not (select details_suffice($1, $2, $3))'),
        '$3', quote_literal('hour')));
end $do$;

comment on function selected_details is
    'Flows of exactly a range by window, hour and day, with all that they say but high ports, names and the times of packets';
comment on function selected_names is 'The same with names';
comment on function selected_places is 'The same with names, without addresses';
comment on function selected_ports is
    'Flows of exactly a range by window and hour, with all that they say but names, retransmissions and the times of packets';
comment on function selected_large is 'Large flows of exactly a range by window and hour, with all that they say but the times of packets';

-- Sums of exactly a range for distinct hosts by time, by day with their hours where details have the day, else by hour and window.
-- Sums are kept for longer than details, so this never reads flows of whole hours.
create function selected_host_sums(range_from bigint, range_to bigint) returns table (
    window_start timestamptz,
    src_ip       inet,
    dst_ip       inet,
    protocol     text,
    packets      bigint,
    bytes        bigint,
    src_country  text,
    dst_country  text,
    src_asn      bigint,
    dst_asn      bigint,
    hours        integer  -- null for one hour, that of window_start
) language sql stable parallel safe as $$
    select window_start, src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country, src_asn, dst_asn, hours
    from details_day
    where window_start = any ((select detailed_days($1, $2, 'day'))::timestamptz[])
    union all
    select window_start, src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country, src_asn, dst_asn, null
    from flows_hour_now
    where window_start = any ((select undetailed_hours($1, $2))::timestamptz[])
    union all
    select window_start, src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country, src_asn, dst_asn, null
    from flows
    where window_start >= to_timestamp($1) and window_start < to_timestamp((range_bounds($1, $2, 'hour'))[2])
    union all
    select window_start, src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country, src_asn, dst_asn, null
    from flows
    where window_start >= to_timestamp((range_bounds($1, $2, 'hour'))[5]) and window_start < to_timestamp($2)
$$;

comment on function selected_host_sums is
    'Flows of exactly a range by window, hour and day, with the columns that sums have and the hours of days as bits';
