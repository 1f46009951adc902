-- Reads the sums of one end of the flows, and those of neither. Flyway takes repeatable migrations in the order of their names, so
-- this file has a name after that of selected_flows_details, whose functions it calls.
drop function if exists selected_sources, selected_destinations, selected_source_sums, selected_destination_sums,
    selected_place_sums, selected_src_port_sums, selected_dst_port_sums;

-- The hours of days with pending sums.
create or replace function hours_of_pending_days() returns timestamptz[] language sql stable parallel safe as $$
    select array(
        select day + hour * interval '1 hour'
        from (select distinct date_trunc('day', pending, 'UTC') as day from unnest((select pending_hours())) as pending) as days,
            generate_series(0, 23) as hour)
$$;

-- For each end, of exactly a range by window and hour: selected_sources has what details say of one end, selected_source_sums what
-- sums by hour say of it, which are kept for longer. selected_src_port_sums has sums by port and day, with their hours as arrays;
-- those of windows and hours have no arrays.
do $do$
declare
    suffice constant text := '(select details_suffice($1, $2, ''day''))';
    of_days constant text := $sql$
        select %1$s from %2$s
        where window_start >= to_timestamp((range_bounds($1, $2, 'day'))[3])
            and window_start < to_timestamp((range_bounds($1, $2, 'day'))[4])
            and window_start <> all ((select hours_of_pending_days())::timestamptz[])$sql$;
    of_hours constant text := $sql$
        select %1$s from %2$s
        where window_start = any ((select detailed_hours($1, $2, 'day'))::timestamptz[]) and %3$s$sql$;
    of_ends constant text := $sql$
        select %1$s from %2$s
        where window_start >= to_timestamp($1) and window_start < to_timestamp((range_bounds($1, $2, 'hour'))[2]) and %3$s
        union all
        select %1$s from %2$s
        where window_start >= to_timestamp((range_bounds($1, $2, 'hour'))[5]) and window_start < to_timestamp($2) and %3$s$sql$;
    of_flows constant text := $sql$
        select %1$s from open_flows($1, $2, 'day') where %2$s
        union all %3$s
        union all
        select %1$s from flow_details where window_start >= to_timestamp($1) and window_start < to_timestamp($2) and not %2$s$sql$;
    definition constant text := $sql$
        create function selected_%1$s returns table (%2$s) language sql stable parallel safe as $$ %3$s $$ $sql$;
    all_of constant text := E'\nunion all ';
    one_end text; whole_name text; facts text; sums text; ports text; no_arrays text; is_high text;
begin
    foreach one_end in array array['src', 'dst'] loop
        whole_name := case one_end when 'src' then 'source' else 'destination' end;
        sums := replace('window_start, packets, bytes, end_ip, end_country, end_asn, protocol', 'end', one_end);
        facts := sums || ', transport, probe, flows, retransmissions';
        execute format(definition, whole_name || 's(range_from bigint, range_to bigint, coarsest text)',
            replace('window_start timestamptz, packets bigint, bytes bigint, end_ip inet, end_country text, end_asn bigint,'
                ' protocol text, transport text, probe text, flows bigint, retransmissions bigint', 'end_', one_end || '_'),
            concat_ws(all_of,
                format(of_days, facts, whole_name || 's_hour') || ' and ' || suffice,
                format(of_hours, facts, 'details_hour', suffice),
                format(of_flows, facts, suffice, format(of_ends, facts, 'flow_details', suffice))));
        execute format(definition, whole_name || '_sums(range_from bigint, range_to bigint)',
            replace('window_start timestamptz, packets bigint, bytes bigint, end_ip inet, end_country text, end_asn bigint,'
                ' protocol text', 'end_', one_end || '_'),
            concat_ws(all_of,
                format(of_days, sums, whole_name || 's_hour'),
                format('select %1$s from flows_hour_now where window_start = any ((select undetailed_hours($1, $2))::timestamptz[])', sums),
                format(of_ends, sums, 'flows', 'true')));
        ports := replace('window_start, packets, bytes, end_port, transport', 'end', one_end);
        no_arrays := ports || ', null::smallint[], null::bigint[], null::bigint[]';
        is_high := one_end || '_port >= 10000';
        execute format(definition, one_end || '_port_sums(range_from bigint, range_to bigint)',
            replace('window_start timestamptz, packets bigint, bytes bigint, end_port integer, transport text,'
                ' each_hour smallint[], each_packets bigint[], each_bytes bigint[]', 'end_', one_end || '_'),
            concat_ws(all_of,
                format(of_days, ports || ', each_hour, each_packets, each_bytes', one_end || '_ports_day') || ' and ' || suffice,
                format(of_hours, no_arrays, 'details_hour', '(' || is_high || ') is not true and ' || suffice),
                format(of_hours, no_arrays, 'large_hour', is_high || ' and ' || suffice),
                format('select %s from (', no_arrays) || format(of_hours,
                    format('window_start, unnest(each_packets) as packets, unnest(each_bytes)::bigint as bytes,'
                        ' unnest(%1$s_ports) as %1$s_port, transport', one_end),
                    'ports_hour', is_high || ' and ' || suffice) || ') as port',
                format(of_flows, no_arrays, suffice, format(of_ends, no_arrays, 'flow_details', suffice))));
    end loop;
    sums := 'window_start, packets, bytes, src_country, dst_country, src_asn, dst_asn, protocol';
    execute format(definition, 'place_sums(range_from bigint, range_to bigint)',
        'window_start timestamptz, packets bigint, bytes bigint, src_country text, dst_country text, src_asn bigint, dst_asn bigint,'
            ' protocol text',
        concat_ws(all_of,
            format('select %1$s from places_hour where window_start >= to_timestamp((range_bounds($1, $2, ''hour''))[2])'
                ' and window_start < to_timestamp((range_bounds($1, $2, ''hour''))[5])'
                ' and window_start <> all ((select pending_hours())::timestamptz[])', sums),
            format('select %1$s from flows_hour_now where window_start = any ((select open_hours($1, $2, ''hour''))::timestamptz[])', sums),
            format(of_ends, sums, 'flows', 'true')));
end $do$;

comment on function selected_sources is 'Flows of exactly a range by window and hour, with what details say of their sources';
comment on function selected_destinations is 'The same of their destinations';
comment on function selected_source_sums is 'The same with the columns that sums have of sources';
comment on function selected_destination_sums is 'The same with the columns that sums have of destinations';
comment on function selected_place_sums is 'The same with the columns that sums have, without addresses';
comment on function selected_src_port_sums is
    'Flows of exactly a range by source port and transport; of whole days by day, with packets and bytes of each hour';
comment on function selected_dst_port_sums is 'The same by destination port';
