-- Packets and bytes of a range by protocol, that with most bytes first.
select protocol, sum(packets)::bigint as packets, sum(bytes)::bigint as bytes
from selected_flows(:#fromSeconds::bigint, :#toSeconds::bigint, 'day',
    :#host::inet, :#protocol::text, :#country::text)
group by protocol
order by bytes desc, protocol
limit :#limit
