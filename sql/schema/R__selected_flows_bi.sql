-- The flows of exactly a range for Grafana's panels, as function selected_flows reads them, in simple types and for
-- users who can read only schema bi.
--
-- The schema is that of R__bi_views.sql. The body is parsed here ("begin atomic"), so callers need no right on the
-- schema of range_bounds. It is inlined into the caller's query: conditions reach the tables, and constant bounds are
-- computed while planning, so only the partitions of the range are read.
do $$
declare
    home  text := current_schema();
    shown text := case home when 'public' then 'bi' else home || '_bi' end;
begin
    perform set_config('search_path', format('%I, %I', shown, home), true);
end $$;

drop function if exists flows_between(bigint, bigint, text);

create or replace function flows_between(
    range_from bigint,
    range_to   bigint,
    coarsest   text default 'day',
    of_probe   text default '*'  -- only flows of this probe, by window, because sums have no probes; * is all
) returns table (
    window_start     timestamptz,
    src_ip           text,
    dst_ip           text,
    protocol         text,
    packets          bigint,
    bytes            bigint,
    src_country_code text,
    dst_country_code text
) language sql stable parallel safe
begin atomic
    select window_start, src_ip, dst_ip, protocol, packets, bytes, src_country_code, dst_country_code
    from fact_flow_minutes
    where window_start >= to_timestamp((range_bounds(range_from, range_to, coarsest, of_probe))[1])
        and window_start < to_timestamp((range_bounds(range_from, range_to, coarsest, of_probe))[2])
        and (of_probe = '*' or probe = of_probe)
    union all
    select window_start, src_ip, dst_ip, protocol, packets, bytes, src_country_code, dst_country_code
    from fact_flow_hours
    where window_start >= to_timestamp((range_bounds(range_from, range_to, coarsest, of_probe))[2])
        and window_start < to_timestamp((range_bounds(range_from, range_to, coarsest, of_probe))[3])
    union all
    select window_start, src_ip, dst_ip, protocol, packets, bytes, src_country_code, dst_country_code
    from fact_flow_days
    where window_start >= to_timestamp((range_bounds(range_from, range_to, coarsest, of_probe))[3])
        and window_start < to_timestamp((range_bounds(range_from, range_to, coarsest, of_probe))[4])
    union all
    select window_start, src_ip, dst_ip, protocol, packets, bytes, src_country_code, dst_country_code
    from fact_flow_hours
    where window_start >= to_timestamp((range_bounds(range_from, range_to, coarsest, of_probe))[4])
        and window_start < to_timestamp((range_bounds(range_from, range_to, coarsest, of_probe))[5])
    union all
    select window_start, src_ip, dst_ip, protocol, packets, bytes, src_country_code, dst_country_code
    from fact_flow_minutes
    where window_start >= to_timestamp((range_bounds(range_from, range_to, coarsest, of_probe))[5])
        and window_start < to_timestamp((range_bounds(range_from, range_to, coarsest, of_probe))[6])
        and (of_probe = '*' or probe = of_probe);
end;

comment on function flows_between is
    'Flows that begin in exactly a range, given in seconds since 1970 (its end is not in it), by window, hour and day: '
    'the coarsest sums to use are ''minute'' (a window, whatever its length), ''hour'' or ''day''; those of one probe come by window. '
    'Where retention has removed windows or hours (view kept_from), a part of an hour or day at an end of the range is missing, '
    'and of one probe all that is from before';

-- Bars are as long as an hour or a day if only sums have one in the range.
drop function if exists bars_between;

create function bars_between(range_from bigint, range_to bigint) returns table (bars text)
language sql stable parallel safe
begin atomic
    select case
        when finest_bars(range_from, range_to) = 'day'
            or greatest(to_timestamp((range_bounds(range_from, range_to, 'day'))[3]), days)
                < least(to_timestamp((range_bounds(range_from, range_to, 'day'))[4]), coalesce(hours, '-infinity')) then 'day'
        when finest_bars(range_from, range_to) = 'hour'
            or greatest(to_timestamp((range_bounds(range_from, range_to, 'hour'))[2]), hours)
                < least(to_timestamp((range_bounds(range_from, range_to, 'hour'))[5]), coalesce(minutes, '-infinity')) then 'hour'
        else 'minute'
    end
    from kept_from;
end;

comment on function bars_between is
    'How fine the bars of a range by time can be: ''minute'' (a window, whatever its length) up to six hours, ''hour'' up '
    'to eight days, else ''day''; coarser where retention has removed windows or hours of the range (view kept_from)';
