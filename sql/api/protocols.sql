-- Packets and bytes in a range by protocol, ordered by bytes.
select protocol, wadi_capped(sum(packets)) as packets, wadi_capped(sum(bytes)) as bytes
from selected_flows(:#fromSeconds::bigint, :#toSeconds::bigint, :#coarsest::text,
    :#host::inet, :#protocol::text, :#country::text, :#asn::bigint, :#probe::text,
    :#once::boolean, :#interface::bigint)
where true /* filter */
group by protocol
order by bytes desc, protocol
limit :#limit
