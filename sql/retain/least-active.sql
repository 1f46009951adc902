-- How many hosts there are beyond the most that are kept, and how active the most active of those is, in packets sent and
-- received: hosts below go, and of those that are as active as many as the rest. No row where nothing is to go.
with active as (
    select wadi_plus(packets_sent, packets_received) as packets
    from hosts
    where ip <> '0.0.0.0/0'
),
least as (
    select packets
    from active
    order by packets
    limit (select greatest(count(*) - :#most::bigint, 0) from active)
)
select max(packets) as packets, count(*) filter (where packets = top) as ties
from (select packets, max(packets) over () as top from least) as ranked
having count(*) > 0
