-- The same flows as selected_flows without filters, with the columns that sums have: for questions that need no others. Each part
-- has these columns as they are, so PostgreSQL reads the tables directly; selected_flows computes thirty columns for each row.
drop function if exists selected_sums;
create function selected_sums(
    range_from bigint, -- seconds since the epoch
    range_to   bigint, -- seconds since the epoch, exclusive
    coarsest   text    -- the coarsest sums to use: 'minute', 'hour' or 'day'
) returns table (
    window_start timestamptz,
    src_ip       inet,
    dst_ip       inet,
    protocol     text,
    packets      bigint,
    bytes        bigint,
    src_country  text,
    dst_country  text,
    src_asn      bigint,
    dst_asn      bigint
) language sql stable parallel safe as $$
    select window_start, src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country, src_asn, dst_asn
    from flows
    where window_start >= to_timestamp((range_bounds($1, $2, $3))[1])
        and window_start < to_timestamp((range_bounds($1, $2, $3))[2])
    union all
    select window_start, src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country, src_asn, dst_asn
    from flows_hour_now
    where window_start >= to_timestamp((range_bounds($1, $2, $3))[2])
        and window_start < to_timestamp((range_bounds($1, $2, $3))[3])
    union all
    select window_start, src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country, src_asn, dst_asn
    from flows_day_now
    where window_start >= to_timestamp((range_bounds($1, $2, $3))[3])
        and (window_start < to_timestamp((range_bounds($1, $2, $3))[4])
            or window_start = to_timestamp((range_bounds($1, $2, $3))[4]) and (select day_has_ended($1, $2, $3)))
    union all
    select window_start, src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country, src_asn, dst_asn
    from flows_hour_now
    where window_start >= to_timestamp((range_bounds($1, $2, $3))[4])
        and window_start < to_timestamp((range_bounds($1, $2, $3))[5])
        and not (select day_has_ended($1, $2, $3))
    union all
    select window_start, src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country, src_asn, dst_asn
    from flows
    where window_start >= to_timestamp((range_bounds($1, $2, $3))[5])
        and window_start < to_timestamp((range_bounds($1, $2, $3))[6])
        and not (select day_has_ended($1, $2, $3))
$$;

comment on function selected_sums is 'Flows of exactly a range by window, hour and day, with the columns that sums have';
