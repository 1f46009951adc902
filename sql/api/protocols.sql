-- Packets and bytes of a range by protocol, that with most bytes first.
select protocol, wadi_capped(sum(packets)) as packets, wadi_capped(sum(bytes)) as bytes
from selected_flows(:#fromSeconds::bigint, :#toSeconds::bigint, 'day',
    :#host::inet, :#protocol::text, :#country::text)
group by protocol
order by bytes desc, protocol
limit :#limit
