-- Completes the details of flows (V26__flow_details.sql), and reads them. Flyway takes repeatable migrations in the order of their
-- names, so this file has a name after that of selected_flows, which it reads.

-- A port of details: conditions on ports below 10000 hold for 65536 as they do for all ports from 10000 on.
create or replace function wadi_service(port integer) returns integer language sql immutable parallel safe as $$
    select case when port >= 10000 then 65536 else port end
$$;

comment on function wadi_service is 'A port below 10000, else 65536';

-- Reads an hour of flows. Only wadi_seal calls it, because it needs the lock.
create or replace function wadi_seal_hour(hour timestamptz) returns void language sql
set work_mem = '64MB' set enable_sort = off as $$
    with sealed as (
        update flow_hours set is_sealed = true where window_start = $1
    )
    insert into details_hour
    select $1, src_ip, dst_ip, protocol, wadi_capped(sum(packets)), wadi_capped(sum(bytes)), src_country, dst_country,
        src_asn, dst_asn, transport, probe, wadi_service(src_port), wadi_service(dst_port), count(*),
        wadi_capped(sum(retransmissions)), vlan, (tos / 4)::smallint,
        in_interface, out_interface, next_hop, in_interface_name, out_interface_name,
        wadi_direction(exported_direction), wadi_end_reason(end_reason), sampling, exported_src_asn, exported_dst_asn
    from flows
    where window_start >= $1 and window_start < $1 + interval '1 hour'
    group by src_ip, dst_ip, protocol, src_country, dst_country, src_asn, dst_asn, transport, probe, wadi_service(src_port),
        wadi_service(dst_port), vlan, tos / 4, in_interface,
        out_interface, next_hop, in_interface_name, out_interface_name, exported_direction, end_reason, sampling,
        exported_src_asn, exported_dst_asn
$$;

create or replace function wadi_seal_day(day timestamptz) returns void language sql
set work_mem = '64MB' set enable_sort = off as $$
    insert into details_day
    select $1, src_ip, dst_ip, protocol, wadi_capped(sum(packets)), wadi_capped(sum(bytes)), src_country, dst_country,
        src_asn, dst_asn, transport, probe, src_port, dst_port, sum(flows), wadi_capped(sum(retransmissions)), vlan,
        dscp, in_interface,
        out_interface, next_hop, in_interface_name, out_interface_name, direction, end_reason_name, sampling,
        exported_src_asn, exported_dst_asn
    from details_hour
    where window_start >= $1 and window_start < $1 + interval '1 day'
    group by src_ip, dst_ip, protocol, src_country, dst_country, src_asn, dst_asn, transport, probe, src_port, dst_port,
        vlan, dscp, in_interface,
        out_interface, next_hop, in_interface_name, out_interface_name, direction, end_reason_name, sampling,
        exported_src_asn, exported_dst_asn
$$;

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
    delete from details_hour where window_start = any (hours);
    delete from details_day
    where window_start = any (array(select distinct date_trunc('day', hour, 'UTC') from unnest(hours) as hour));
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
create or replace function open_flows(range_from bigint, range_to bigint, coarsest text) returns setof details_hour
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
        select f.window_start, f.src_ip, f.dst_ip, f.protocol, f.packets, f.bytes, f.src_country, f.dst_country, f.src_asn,
            f.dst_asn, f.transport, f.probe, f.src_port, f.dst_port, 1::bigint, f.retransmissions, f.vlan,
            (f.tos / 4)::smallint, f.in_interface, f.out_interface, f.next_hop, f.in_interface_name, f.out_interface_name,
            wadi_direction(f.exported_direction), wadi_end_reason(f.end_reason), f.sampling, f.exported_src_asn,
            f.exported_dst_asn
        from flows as f
        where f.window_start >= first_hour and f.window_start < last_hour + interval '1 hour';
    end loop;
end $$;

-- The flows of exactly a range, from the details of its days and hours, and from table flows for what is not sealed.
drop function if exists selected_details;
create function selected_details(
    range_from bigint, -- seconds since the epoch
    range_to   bigint, -- seconds since the epoch, exclusive
    coarsest   text    -- the coarsest details to use: 'hour' or 'day'
) returns table (
    window_start       timestamptz,
    src_ip             inet,
    dst_ip             inet,
    protocol           text,
    packets            bigint,
    bytes              bigint,
    src_country        text,
    dst_country        text,
    src_asn            bigint,
    dst_asn            bigint,
    transport          text,
    probe              text,
    src_port           integer, -- as in details_hour
    dst_port           integer,
    flows              bigint, -- of how many flows the row is the sum
    retransmissions    bigint,
    vlan               smallint,
    dscp               smallint,
    in_interface       bigint,
    out_interface      bigint,
    next_hop           inet,
    in_interface_name  text,
    out_interface_name text,
    direction          text,
    end_reason_name    text,
    sampling           bigint,
    exported_src_asn   bigint,
    exported_dst_asn   bigint
) language sql stable parallel safe as $$
    select window_start, src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country, src_asn, dst_asn,
        transport, probe, src_port, dst_port, flows, retransmissions, vlan, dscp, in_interface, out_interface, next_hop,
        in_interface_name, out_interface_name, direction, end_reason_name, sampling, exported_src_asn, exported_dst_asn
    from details_day
    where $3 = 'day' and window_start = any ((select detailed_days($1, $2, $3))::timestamptz[])
        and (select details_suffice($1, $2, $3))
    union all
    select window_start, src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country, src_asn, dst_asn,
        transport, probe, src_port, dst_port, flows, retransmissions, vlan, dscp, in_interface, out_interface, next_hop,
        in_interface_name, out_interface_name, direction, end_reason_name, sampling, exported_src_asn, exported_dst_asn
    from details_hour
    where $3 = 'day' and window_start = any ((select detailed_hours($1, $2, $3))::timestamptz[])
        and (select details_suffice($1, $2, $3))
    union all
    select window_start, src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country, src_asn, dst_asn,
        transport, probe, src_port, dst_port, flows, retransmissions, vlan, dscp, in_interface, out_interface, next_hop,
        in_interface_name, out_interface_name, direction, end_reason_name, sampling, exported_src_asn, exported_dst_asn
    from details_hour
    where $3 = 'hour' and window_start >= to_timestamp((range_bounds($1, $2, $3))[2])
        and window_start < to_timestamp((range_bounds($1, $2, $3))[5])
        and window_start <> all ((select pending_hours())::timestamptz[])
        and (select details_suffice($1, $2, $3))
    union all
    select window_start, src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country, src_asn, dst_asn,
        transport, probe, src_port, dst_port, flows, retransmissions, vlan, dscp, in_interface, out_interface, next_hop,
        in_interface_name, out_interface_name, direction, end_reason_name, sampling, exported_src_asn, exported_dst_asn
    from open_flows($1, $2, $3)
    where (select details_suffice($1, $2, $3))
    union all
    select window_start, src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country, src_asn, dst_asn,
        transport, probe, src_port, dst_port, 1::bigint, retransmissions, vlan, dscp, in_interface, out_interface,
        next_hop, in_interface_name, out_interface_name, direction, end_reason_name, sampling, exported_src_asn, exported_dst_asn
    from selected_flows($1, (range_bounds($1, $2, $3))[2], 'minute', null, null, null)
    where (select details_suffice($1, $2, $3))
    union all
    select window_start, src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country, src_asn, dst_asn,
        transport, probe, src_port, dst_port, 1::bigint, retransmissions, vlan, dscp, in_interface, out_interface,
        next_hop, in_interface_name, out_interface_name, direction, end_reason_name, sampling, exported_src_asn, exported_dst_asn
    from selected_flows((range_bounds($1, $2, $3))[5], $2, 'minute', null, null, null)
    where (select details_suffice($1, $2, $3))
    union all
    select window_start, src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country, src_asn, dst_asn,
        transport, probe, src_port, dst_port, 1::bigint, retransmissions, vlan, dscp, in_interface, out_interface,
        next_hop, in_interface_name, out_interface_name, direction, end_reason_name, sampling, exported_src_asn, exported_dst_asn
    from selected_flows($1, $2, 'minute', null, null, null)
    where not (select details_suffice($1, $2, $3))
$$;

comment on function selected_details is
    'Flows of exactly a range by window, hour and day, with all that they say but high ports, names and the times of packets';
