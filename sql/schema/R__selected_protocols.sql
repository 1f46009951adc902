-- What a range has of each protocol, by window at its ends and by hour between them: for charts of all traffic. (Flyway takes
-- repeatable migrations in the order of their names, so this file comes after those with what it selects from.)
create or replace view protocols_hour_now as
select window_start, protocol, packets, bytes from protocols_hour
union all
select window_start, protocol, sum(packets), sum(bytes) from pending_flows group by window_start, protocol;

comment on view protocols_hour_now is
    'protocols_hour with what is not folded yet; a key may have several rows, which add up';

drop function if exists selected_protocols;
create function selected_protocols(
    range_from bigint, -- seconds since the epoch
    range_to   bigint  -- seconds since the epoch, exclusive
) returns table (
    window_start timestamptz,
    protocol     text,
    packets      numeric,
    bytes        numeric
) language sql stable parallel safe as $$
    select window_start, protocol, sum(packets), sum(bytes)
    from selected_flows($1, (range_bounds($1, $2, 'hour'))[2], 'minute', null, null, null)
    group by window_start, protocol
    union all
    select window_start, protocol, packets, bytes
    from protocols_hour_now
    where window_start >= to_timestamp((range_bounds($1, $2, 'hour'))[2])
        and window_start < to_timestamp((range_bounds($1, $2, 'hour'))[5])
    union all
    select window_start, protocol, sum(packets), sum(bytes)
    from selected_flows((range_bounds($1, $2, 'hour'))[5], $2, 'minute', null, null, null)
    group by window_start, protocol
$$;

comment on function selected_protocols is 'Packets and bytes of exactly a range by window or hour and protocol';
