-- What came in and left by each interface of an exporter in a range, as the exporter states it, ordered by bytes. A flow
-- without an interface (of a capture, or one that the exporter leaves out) is in no row.
with side as (
    select in_interface as interface, in_interface_name as name, last_seen, bytes as bytes_in, packets as packets_in,
        0 as bytes_out, 0 as packets_out
    from selected_flows(:#fromSeconds::bigint, :#toSeconds::bigint, :#coarsest::text,
        :#host::inet, :#protocol::text, :#country::text, :#asn::bigint, :#probe::text,
        :#once::boolean, :#interface::bigint)
    where true /* filter */
    union all
    select out_interface, out_interface_name, last_seen, 0, 0, bytes, packets
    from selected_flows(:#fromSeconds::bigint, :#toSeconds::bigint, :#coarsest::text,
        :#host::inet, :#protocol::text, :#country::text, :#asn::bigint, :#probe::text,
        :#once::boolean, :#interface::bigint)
    where true /* filter */
)
select interface, (array_agg(name order by last_seen desc) filter (where name is not null))[1] as name,
    wadi_capped(sum(bytes_in)) as bytes_in, wadi_capped(sum(packets_in)) as packets_in,
    wadi_capped(sum(bytes_out)) as bytes_out, wadi_capped(sum(packets_out)) as packets_out
from side
where interface is not null
group by interface
order by sum(bytes_in) + sum(bytes_out) desc, interface
limit :#limit
