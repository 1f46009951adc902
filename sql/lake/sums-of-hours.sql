-- What the tables have of some whole hours: for a comparison with the lake.
select extract(epoch from window_start)::bigint as start, sum(packets) as packets, sum(bytes) as bytes
from protocols_hour_now
where window_start >= to_timestamp(:#from::bigint) and window_start < to_timestamp(:#to::bigint)
group by window_start
order by window_start
