-- What each consumer has stored so far, and how many seconds ago it last did.
select consumer, wadi_capped(sum(packets)) as packets, wadi_capped(sum(dead)) as dead,
    extract(epoch from now() - max(updated_at))::bigint as idle_seconds
from ingest_offsets
group by consumer
order by consumer
