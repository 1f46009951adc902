-- Packets and bytes of a range by protocol, that with most bytes first.
select protocol, sum(packets)::bigint as packets, sum(bytes)::bigint as bytes
from selected_flows(:#grainOfSums::text, :#from::timestamptz, :#to::timestamptz,
    :#host::inet, :#protocol::text, :#country::text)
group by protocol
order by bytes desc, protocol
limit :#limit
