-- Bytes transferred by minute of a time range, the latest first.
select to_char(window_start at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as time, sum(bytes)::bigint as bytes
from flows
where window_start >= date_trunc('minute', :#from::timestamptz) and window_start < :#to::timestamptz
group by window_start
order by window_start desc
