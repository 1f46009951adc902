-- Bytes and packets in a range by bucket and protocol. The five protocols with the most bytes have names; all others
-- are one row without a name. Where buckets are shorter than windows, flows are spread over them.
with stored as (
    -- First by window or hour as stored: the bucket of a sum is computed once, not once for each pair of hosts.
    select window_start, protocol, sum(packets) as packets, sum(bytes) as bytes
    from selected_flows(:#fromSeconds::bigint, :#toSeconds::bigint, :#grainByTime::text,
        :#host::inet, :#protocol::text, :#country::text, :#asn::bigint, :#probe::text,
        :#once::boolean, :#interface::bigint)
    where not :#isSpread::boolean and not :#isByProtocol::boolean and true /* filter */
    group by window_start, protocol
    union all
    -- All traffic has sums of its own.
    select window_start, protocol, packets, bytes
    from selected_protocols(:#fromSeconds::bigint, :#toSeconds::bigint)
    where :#isByProtocol::boolean
    union all
    select to_timestamp(least(greatest(piece_start, :#fromSeconds::bigint), :#lastBucket::bigint)), protocol,
        sum(piece_packets), sum(piece_bytes)
    from (
        select *
        from selected_flows(:#fromSeconds::bigint, :#toSeconds::bigint, :#grainByTime::text,
            :#host::inet, :#protocol::text, :#country::text, :#asn::bigint, :#probe::text,
            :#once::boolean, :#interface::bigint)
        where :#isSpread::boolean and true /* filter */
    ) as flow
        cross join lateral flow_pieces(window_start, first_seen, last_seen, packets, bytes, :#bucket::int, :#window::int)
    group by 1, 2
),
flow as (
    select date_bin(make_interval(secs => :#bucket::int), window_start, timestamptz 'epoch') as time, protocol,
        sum(packets) as packets, sum(bytes) as bytes
    from stored
    group by 1, 2
),
top as (
    select protocol as name from flow group by protocol order by sum(bytes) desc, protocol limit 5
)
select flow.time, top.name as protocol, wadi_capped(sum(packets)) as packets, wadi_capped(sum(bytes)) as bytes
from flow left join top on top.name = flow.protocol
group by flow.time, top.name
order by flow.time, top.name
