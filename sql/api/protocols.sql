-- Packets and bytes by protocol of a time range.
select protocol, sum(packets)::bigint as packets, sum(bytes)::bigint as bytes
from flows
where window_start >= date_trunc('minute', :#from::timestamptz) and window_start < :#to::timestamptz
group by protocol
order by packets desc, protocol
