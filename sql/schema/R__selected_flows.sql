-- The flows of exactly a range for the queries of the pages, from the coarsest sums within it, restricted by the given
-- filters (null is none). Whole days, and the one in which the range ends if nothing of it is stored later, come from
-- flows_day, the whole hours before and after them from flows_hour, both with pending sums, and the windows before and
-- after those from flows. So the precision of a range is a window. A window belongs to the range if its start does.
drop function if exists selected_flows;

create or replace function wadi_direction(number smallint) returns text language sql immutable parallel safe
begin atomic
    select case number when 0 then 'ingress' when 1 then 'egress' end;
end;

comment on function wadi_direction is 'Where an exporter saw the packets of a flow (IPFIX, element 61)';

create or replace function wadi_end_reason(number smallint) returns text language sql immutable parallel safe
begin atomic
    select case number when 1 then 'idle timeout' when 2 then 'active timeout' when 3 then 'end of flow detected'
        when 4 then 'forced end' when 5 then 'lack of resources' else 'reason ' || number::text end;
end;

comment on function wadi_end_reason is 'Why an exporter ended a flow (IPFIX, element 136)';

-- Stable, as concat_ws is: only so PostgreSQL inlines it.
create or replace function wadi_tcp_flag_names(flags smallint) returns text language sql stable parallel safe
begin atomic
    select nullif(concat_ws('+', case when flags & 1 > 0 then 'FIN' end, case when flags & 2 > 0 then 'SYN' end,
        case when flags & 4 > 0 then 'RST' end, case when flags & 8 > 0 then 'PSH' end,
        case when flags & 16 > 0 then 'ACK' end, case when flags & 32 > 0 then 'URG' end,
        case when flags & 64 > 0 then 'ECE' end, case when flags & 128 > 0 then 'CWR' end), '');
end;

comment on function wadi_tcp_flag_names is 'All TCP flags of a set, from the lowest bit on: SYN+ACK';

-- The bounds of the parts of a range, in seconds since the epoch: [1] its start, [2] the first whole hour in it, [3]
-- the first whole day, [4] the end of the last whole day, [5] the end of the last whole hour, [6] its end. If there is
-- no whole hour or day, or 'coarsest' excludes it, its part is empty. Immutable, so that the planner computes it once
-- and reads only the partitions of the range. Function flows_between of R__selected_flows_bi.sql uses it as well.
create or replace function range_bounds(range_from bigint, range_to bigint, coarsest text) returns bigint[]
language sql immutable parallel safe
begin atomic
    select array[range_from, hour_from,
        case when days then day_from else hour_to end, case when days then day_to else hour_to end,
        hour_to, range_to]
    from (
        select day_from, day_to, coarsest = 'day' and day_from <= day_to as days,
            case when hours then whole_hour_from else range_to end as hour_from,
            case when hours then whole_hour_to else range_to end as hour_to
        from (
            select range_from + mod(mod(-range_from, 3600) + 3600, 3600) as whole_hour_from,
                range_to - mod(mod(range_to, 3600) + 3600, 3600) as whole_hour_to,
                range_from + mod(mod(-range_from, 86400) + 86400, 86400) as day_from,
                range_to - mod(mod(range_to, 86400) + 86400, 86400) as day_to
        ) as whole,
        lateral (select coarsest <> 'minute' and whole_hour_from <= whole_hour_to as hours) as allowed
    ) as bounds;
end;

-- The same where only windows have what is asked for: the flows of one probe; '*' is all.
create or replace function range_bounds(range_from bigint, range_to bigint, coarsest text, of_probe text) returns bigint[]
language sql immutable parallel safe
begin atomic
    select range_bounds(range_from, range_to, case of_probe when '*' then coarsest else 'minute' end);
end;

-- How fine the bars of a range by time are where all of it is stored: a screen has room for so many.
create or replace function finest_bars(range_from bigint, range_to bigint) returns text language sql immutable parallel safe
begin atomic
    select case when range_to - range_from <= 6 * 3600 then 'minute' when range_to - range_from <= 8 * 86400 then 'hour' else 'day' end;
end;

comment on function finest_bars is 'How fine the bars of a range by time can be: minute, hour or day';

comment on function range_bounds(bigint, bigint, text) is 'Where the windows, hours and days of a range begin and end, in seconds since 1970';

-- Whether the last day of a range has begun before the range ends and nothing of it is stored after that: then its day has what
-- its hours and windows have, in a tenth of the rows. So it is with the usual range, whose end is now. Table flows says it;
-- if it has nothing of the day, its rows may be deleted already, and it says nothing.
drop function if exists day_has_ended;
create function day_has_ended(range_from bigint, range_to bigint, coarsest text) returns boolean
language sql stable parallel safe as $$
    select coarsest = 'day' and day >= range_from and day < range_to
        and exists (
            select from flows where window_start >= to_timestamp(day) and window_start < to_timestamp(range_to))
        and not exists (
            select from flows
            where window_start >= to_timestamp(range_to) and window_start < to_timestamp(day + 86400))
        and not exists (
            select from flows_hour_now
            where window_start >= to_timestamp(range_to) and window_start < to_timestamp(day + 86400))
    from (select range_to - mod(mod(range_to, 86400) + 86400, 86400)) as last (day)
$$;

comment on function day_has_ended is 'Whether nothing is stored after the end of a range in the day in which it ends';

create function selected_flows(
    range_from bigint,       -- seconds since the epoch
    range_to   bigint,       -- seconds since the epoch, exclusive
    coarsest   text,         -- the coarsest sums to use: 'minute' (a window of table flows, whatever its length), 'hour'
                             -- or 'day'
    host       inet,         -- source or destination
    protocol   text,
    country    text,         -- of source or destination, ISO 3166-1 alpha-2
    asn        bigint  default null,  -- number of the autonomous system of source or destination
    probe      text    default null,  -- only flows of this probe; coarsest must be 'minute', because sums have no probes
    once       boolean default false, -- a flow that several probes report counts once in its window: the row with most
                                      -- packets, of equal ones that with most bytes, then the last by name of the
                                      -- probe; coarsest must be 'minute'
    interface  bigint  default null   -- only flows that came in or left by this interface of their exporter; coarsest must
                                      -- be 'minute'
) returns table (
    window_start timestamptz,
    src_ip       inet,
    dst_ip       inet,
    protocol     text,
    packets      bigint,
    bytes        bigint,
    src_country  text,
    dst_country  text,
    last_seen    timestamptz, -- the start of the hour or day for sums from before it was stored
    in_interface       bigint,  -- null for sums
    in_interface_name  text,
    out_interface      bigint,
    out_interface_name text,
    src_asn      bigint,
    dst_asn      bigint,
    src_port     integer, -- null for sums, as all that follow
    dst_port     integer,
    transport    text,
    name         text,
    probe        text,
    retransmissions bigint,
    rtt          interval,
    first_seen   timestamptz,
    vlan         smallint,
    flow         text, -- Community ID
    dscp         smallint,
    next_hop     inet,
    rtt_millis   bigint, -- whole milliseconds
    tcp_flag_names   text, -- all flags seen, from the lowest bit on: 'SYN+ACK'
    direction        text, -- where the exporter saw the packets: 'ingress' or 'egress'
    end_reason_name  text, -- why the exporter ended the flow
    sampling         bigint,
    exported_src_asn bigint,
    exported_dst_asn bigint
) language sql stable parallel safe as $$
    select f.window_start, f.src_ip, f.dst_ip, f.protocol, f.packets, f.bytes, f.src_country, f.dst_country,
        f.last_seen, f.in_interface, f.in_interface_name, f.out_interface, f.out_interface_name, f.src_asn, f.dst_asn,
        f.src_port, f.dst_port, f.transport, f.name, f.probe, f.retransmissions, f.rtt, f.first_seen,
        f.vlan, f.flow, (f.tos / 4)::smallint, f.next_hop, floor(extract(epoch from f.rtt) * 1000)::bigint,
        wadi_tcp_flag_names(f.tcp_flags),
        wadi_direction(f.exported_direction), wadi_end_reason(f.end_reason),
        f.sampling, f.exported_src_asn, f.exported_dst_asn
    from (
        select window_start, src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country, src_asn, dst_asn,
            last_seen, in_interface, in_interface_name, out_interface, out_interface_name,
            src_port, dst_port, transport, name, probe, retransmissions, rtt, first_seen, vlan, flow, tos, next_hop,
            tcp_flags, exported_direction, end_reason, sampling, exported_src_asn, exported_dst_asn
        from flows
        where window_start >= to_timestamp((range_bounds($1, $2, $3))[1])
            and window_start < to_timestamp((range_bounds($1, $2, $3))[2])
            and ($8 is null or flows.probe = $8)
            and ($10 is null or $10 in (flows.in_interface, flows.out_interface))
            -- The key of flows is searched by ports that are known; by 'is not distinct from' it is not. Otherwise each flow of a
            -- port scan is compared with all others of it.
            and (not $9 or case when flows.src_port is null or flows.dst_port is null
                then not exists (
                    select from flows as other
                    where other.window_start = flows.window_start
                        and other.src_ip = flows.src_ip and other.dst_ip = flows.dst_ip
                        and other.src_port is not distinct from flows.src_port
                        and other.dst_port is not distinct from flows.dst_port
                        and other.transport = flows.transport
                        and (other.packets, other.bytes, other.probe) > (flows.packets, flows.bytes, flows.probe))
                else not exists (
                    select from flows as other
                    where other.window_start = flows.window_start
                        and other.src_ip = flows.src_ip and other.dst_ip = flows.dst_ip
                        and other.src_port = flows.src_port and other.dst_port = flows.dst_port
                        and other.transport = flows.transport
                        and (other.packets, other.bytes, other.probe) > (flows.packets, flows.bytes, flows.probe))
                end)
        union all
        select window_start, src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country, src_asn, dst_asn,
            coalesce(last_seen, window_start), null, null, null, null,
            null, null, null, null, null, null, null, null, null, null, null, null,
            null, null, null, null, null, null
        from flows_hour_now
        where window_start >= to_timestamp((range_bounds($1, $2, $3))[2])
            and window_start < to_timestamp((range_bounds($1, $2, $3))[3])
        union all
        select window_start, src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country, src_asn, dst_asn,
            coalesce(last_seen, window_start), null, null, null, null,
            null, null, null, null, null, null, null, null, null, null, null, null,
            null, null, null, null, null, null
        from flows_day_now
        where window_start >= to_timestamp((range_bounds($1, $2, $3))[3])
            and (window_start < to_timestamp((range_bounds($1, $2, $3))[4])
                or window_start = to_timestamp((range_bounds($1, $2, $3))[4]) and (select day_has_ended($1, $2, $3)))
        union all
        select window_start, src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country, src_asn, dst_asn,
            coalesce(last_seen, window_start), null, null, null, null,
            null, null, null, null, null, null, null, null, null, null, null, null,
            null, null, null, null, null, null
        from flows_hour_now
        where window_start >= to_timestamp((range_bounds($1, $2, $3))[4])
            and window_start < to_timestamp((range_bounds($1, $2, $3))[5])
            and not (select day_has_ended($1, $2, $3))
        union all
        select window_start, src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country, src_asn, dst_asn,
            last_seen, in_interface, in_interface_name, out_interface, out_interface_name,
            src_port, dst_port, transport, name, probe, retransmissions, rtt, first_seen, vlan, flow, tos, next_hop,
            tcp_flags, exported_direction, end_reason, sampling, exported_src_asn, exported_dst_asn
        from flows -- of no row with 'minute', and so with $9
        where window_start >= to_timestamp((range_bounds($1, $2, $3))[5])
            and window_start < to_timestamp((range_bounds($1, $2, $3))[6])
            and not (select day_has_ended($1, $2, $3))
            and ($8 is null or flows.probe = $8)
            and ($10 is null or $10 in (flows.in_interface, flows.out_interface))
    ) as f
    where ($4 is null or $4 in (f.src_ip, f.dst_ip))
        and ($5 is null or f.protocol = $5)
        and ($6 is null or $6 in (f.src_country, f.dst_country))
        and ($7 is null or $7 in (f.src_asn, f.dst_asn))
$$;

comment on function selected_flows is
    'Flows of exactly a range by window, hour and day, filtered by host, protocol, country, AS number, probe and interface';

-- A flow spread evenly from its first to its last packet over buckets of some seconds, which begin at multiples of that since
-- the epoch. The pieces add up to the flow: each is the difference of two rounded running totals. A sum has no first packet
-- and is one piece.
create or replace function flow_pieces(
    window_start timestamptz,
    first_seen   timestamptz,
    last_seen    timestamptz,
    packets      bigint,
    bytes        bigint,
    bucket_seconds integer,
    window_seconds integer
) returns table (
    piece_start   bigint, -- seconds since the epoch
    piece_packets bigint,
    piece_bytes   bigint
) language sql immutable parallel safe as $$
    select piece,
        case when piece = final then $4 else floor($4 * till)::bigint end
            - case when piece = first then 0 else floor($4 * since)::bigint end,
        case when piece = final then $5 else floor($5 * till)::bigint end
            - case when piece = first then 0 else floor($5 * since)::bigint end
    from (
        select began, greatest(ended, began) as ended, first, greatest(final, first) as final
        from (
            select began, ended, floor(began / $6)::bigint * $6 as first, floor(ended / $6)::bigint * $6 as final
            from (select extract(epoch from coalesce($2, $1))::float8 as began,
                extract(epoch from case when $2 is null then $1
                    else least($3, $1 + make_interval(secs => $7) - interval '1 microsecond') end)::float8 as ended) as times
        ) as bounds
    ) as flow,
    generate_series(first, final, $6::bigint) as piece,
    lateral (select (piece - began) / nullif(ended - began, 0) as since,
        (piece + $6 - began) / nullif(ended - began, 0) as till) as part
$$;

comment on function flow_pieces is 'A flow spread evenly from its first to its last packet over buckets of some seconds';
