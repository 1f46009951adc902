-- Hosts that sent most bytes in a time range.
select host(src_ip) as host, sum(packets)::bigint as packets, sum(bytes)::bigint as bytes
from flows
where window_start >= date_trunc('minute', :#from::timestamptz) and window_start < :#to::timestamptz
group by src_ip
order by bytes desc, src_ip
limit 20
