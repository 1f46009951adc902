-- Packets and bytes in a range by protocol, ordered by bytes.
select protocol, wadi_capped(sum(packets)) as packets, wadi_capped(sum(bytes)) as bytes
from (
    select protocol, sum(packets) as packets, sum(bytes) as bytes
    from selected_flows(:#fromSeconds::bigint, :#toSeconds::bigint, :#coarsest::text,
        :#host::inet, :#protocol::text, :#country::text, :#asn::bigint, :#probe::text,
        :#once::boolean, :#interface::bigint)
    where not :#isByProtocol::boolean and true /* filter */
    group by protocol
    union all
    -- All traffic has sums of its own.
    select protocol, packets, bytes
    from selected_protocols(:#fromSeconds::bigint, :#toSeconds::bigint)
    where :#isByProtocol::boolean
) as flow
group by protocol
order by bytes desc, protocol
limit :#limit
