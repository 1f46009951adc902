-- What the queries of the pages select from: flows of a range at the grain that suits its length, narrowed down by the
-- filters that are given (null is none). PostgreSQL inlines the function, so that only the one table is read whose
-- grain is asked for, by its index, and within it only the days of the range.
drop function if exists selected_flows;
create function selected_flows(
    grain      text,         -- 'minute' (a window of table flows, whatever its length), 'hour', 'day', or 'whole': whole
                             -- days by the day and the hours before and after by the hour, for sums over the range
    range_from timestamptz,
    range_to   timestamptz,
    host       inet,         -- either end
    protocol   text,
    country    text          -- either end, ISO 3166-1 alpha-2
) returns table (
    window_start timestamptz,
    src_ip       inet,
    dst_ip       inet,
    protocol     text,
    packets      bigint,
    bytes        bigint,
    src_country  text,
    dst_country  text,
    last_seen    timestamptz  -- by the hour and the day no more than the start of the window is known
) language sql stable parallel safe as $$
    select f.window_start, f.src_ip, f.dst_ip, f.protocol, f.packets, f.bytes, f.src_country, f.dst_country,
        f.last_seen
    from (
        select 'minute' as grain, window_start, src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country,
            last_seen
        from flows
        union all
        select 'hour', window_start, src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country, window_start
        from flows_hour
        union all
        select 'day', window_start, src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country, window_start
        from flows_day
        union all
        select 'whole', window_start, src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country, window_start
        from flows_hour
        where window_start < date_trunc('day', $2 at time zone 'UTC' + interval '1 day' - interval '1 microsecond')
                at time zone 'UTC'
        union all
        -- The last day is whole as well where nothing has been seen after the range, as when it ends now.
        select 'whole', window_start, src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country, window_start
        from flows_day
        where window_start >= date_trunc('day', $2 at time zone 'UTC' + interval '1 day' - interval '1 microsecond')
                at time zone 'UTC'
            and (window_start < date_trunc('day', $3, 'UTC')
                or not exists (select from flows_hour where window_start >= $3))
        union all
        select 'whole', window_start, src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country, window_start
        from flows_hour
        where window_start >= greatest(date_trunc('day', $3, 'UTC'),
            date_trunc('day', $2 at time zone 'UTC' + interval '1 day' - interval '1 microsecond')
                at time zone 'UTC')
            and exists (select from flows_hour where window_start >= $3)
    ) as f
    where f.grain = $1 and f.window_start >= $2 and f.window_start < $3
        and ($4 is null or $4 in (f.src_ip, f.dst_ip))
        and ($5 is null or f.protocol = $5)
        and ($6 is null or $6 in (f.src_country, f.dst_country))
$$;

comment on function selected_flows is 'Flows of a range by minute, hour or day, filtered by host, protocol and country';
