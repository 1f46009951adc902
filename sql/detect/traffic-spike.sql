-- title: Far more traffic than usual
-- severity: medium
-- schedule: 5 minutes
-- explanation: A host of ours sent and received far more in the last hour than it usually does. Usual is the
--   median of its own past: the same hour of the week (and the hours beside it) with three weeks of data, the
--   same hour of the day with four days of data, otherwise all hours, of which there must be at least history.
--   The distance is measured in deviations: 1.4826 times the median absolute deviation, which is the standard
--   deviation of a normal distribution.
-- parameter megabytes = 100 (megabytes): in the last hour, at least
-- parameter factor = 4 (times): the usual, at least
-- parameter deviations = 8 (deviations): above the usual, at least
-- parameter history = 24 (hours): since the host was first seen, at least
with recent as materialized (
    select ip, sum(bytes) as bytes
    from (
        select src_ip as ip, bytes from flows
        where window_start > :#now - interval '1 hour' and window_start <= :#now
        union all
        select dst_ip, bytes from flows
        where window_start > :#now - interval '1 hour' and window_start <= :#now) as ends
    group by ip
    having sum(bytes) >= :#megabytes * 1e6
),
-- Hours that retention has deleted are not hours without traffic.
kept as (
    select min(window_start) as oldest from flows_hour
),
candidate as materialized (
    select r.ip, r.bytes, greatest(h.first_seen, :#now - interval '28 days', k.oldest) as since
    from recent r join hosts h using (ip) cross join kept k
    where wadi_is_inside(r.ip) and greatest(h.first_seen, k.oldest) <= :#now - :#history * interval '1 hour'
),
past as materialized (
    select ip, hour, sum(bytes) as bytes
    from (
        select c.ip, f.window_start as hour, f.bytes from candidate c join flows_hour f on f.src_ip = c.ip
        where f.window_start >= :#now - interval '28 days' and f.window_start < :#now - interval '2 hours'
        union all
        select c.ip, f.window_start, f.bytes from candidate c join flows_hour f on f.dst_ip = c.ip
        where f.window_start >= :#now - interval '28 days' and f.window_start < :#now - interval '2 hours') as ends
    group by ip, hour
),
-- An hour without traffic is a sample of 0 bytes. Of the same hour and its neighbours the busiest counts, because a
-- nightly job does not always start at the same time.
sample as (
    select c.ip, c.bytes as now_bytes, coalesce(p.bytes, 0) as bytes,
        case
            when c.since <= :#now - interval '21 days' then 168
            when c.since <= :#now - interval '4 days' then 24
            else 1
        end as cycle,
        (extract(epoch from date_trunc('hour', :#now, 'UTC') - h.hour) / 3600)::integer as hours_ago
    from candidate c
        cross join lateral generate_series(
            date_trunc('hour', c.since, 'UTC'), :#now - interval '2 hours', interval '1 hour') as h (hour)
        left join past p on p.ip = c.ip and p.hour = h.hour
),
fitting as (
    select ip, now_bytes, cycle, max(bytes) as bytes
    from sample
    where hours_ago % cycle <= 1 or hours_ago % cycle = cycle - 1
    group by ip, now_bytes, cycle, (hours_ago + 1) / cycle
),
usual as (
    select ip, cycle, now_bytes, percentile_cont(0.5) within group (order by bytes) as median, count(*) as samples
    from fitting
    group by ip, cycle, now_bytes
),
spread as (
    select u.*, (
        select 1.4826 * percentile_cont(0.5) within group (order by abs(f.bytes - u.median))
        from fitting f where f.ip = u.ip) as deviation
    from usual u
),
measured as (
    -- The deviation has a minimum: for a host with constant or no traffic, one more packet would be many deviations.
    select *, (now_bytes - median) / greatest(deviation, 0.1 * median, 1e6) as deviations from spread
)
select host(ip) as subject,
    round(deviations::numeric, 1) as score,
    jsonb_build_object(
        'host', host(ip),
        'bytes', now_bytes,
        'usualBytes', round(median::numeric),
        'deviations', round(deviations::numeric, 1),
        'comparedWith', case cycle when 168 then 'hour of week' when 24 then 'hour of day' else 'all hours' end,
        'samples', samples) as evidence
from measured
where now_bytes >= :#factor * median and deviations >= :#deviations
order by score desc
