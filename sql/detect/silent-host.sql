-- title: Long-silent host talks again
-- severity: low
-- schedule: 5 minutes
-- explanation: A host of ours that sent nothing for weeks sends again: an old machine was switched on, or
--   somebody took its address. This needs daily sums from before the silence.
-- parameter window = 60 (minutes): length of the time that it examines
-- parameter days = 14 (days): of silence, at least
-- parameter packets = 20 (packets): sent in the window, at least
with talking as materialized (
    select src_ip as ip, sum(packets) as packets, sum(bytes) as bytes, count(distinct dst_ip) as peers,
        array_agg(distinct protocol) as protocols, min(first_seen) as first_seen
    from flows
    where window_start > :#now - :#window * interval '1 minute' and window_start <= :#now
    group by src_ip
    having sum(packets) >= :#packets
),
candidate as materialized (
    select t.*, h.name from talking t join hosts h using (ip)
    where wadi_is_inside(t.ip) and h.first_seen < :#now - :#days * interval '1 day'
),
-- Sums without ports of the time in between: days, and the hours of the day on which the window starts.
between_times as (
    select src_ip as ip from flows_day
    where window_start >= date_trunc('day', :#now - :#days * interval '1 day', 'UTC')
        and window_start < date_trunc('day', :#now - :#window * interval '1 minute', 'UTC')
        and src_ip in (select ip from candidate)
    union all
    select src_ip from flows_hour
    where window_start >= date_trunc('day', :#now - :#window * interval '1 minute', 'UTC')
        and window_start < date_trunc('hour', :#now - :#window * interval '1 minute', 'UTC')
        and src_ip in (select ip from candidate)
),
silent as materialized (
    select c.* from candidate c where not exists (select from between_times b where b.ip = c.ip)
),
heard as (
    select f.src_ip as ip, max(f.window_start) as last_day
    from flows_day f join silent s on f.src_ip = s.ip
    where f.window_start < date_trunc('day', :#now - :#days * interval '1 day', 'UTC')
    group by f.src_ip
)
select host(s.ip) as subject,
    extract(day from :#now - last_day) as score,
    jsonb_build_object(
        'host', host(s.ip),
        'name', s.name,
        'lastHeard', (h.last_day at time zone 'UTC')::date,
        'silentDays', extract(day from :#now - last_day),
        'packets', s.packets,
        'bytes', s.bytes,
        'peers', s.peers,
        'protocols', s.protocols[1:10],
        'from', s.first_seen) as evidence
from silent s join heard h using (ip)
order by score desc
