-- The packets that each consumer has stored, and the seconds since its last batch.
select consumer, wadi_capped(sum(packets)) as packets, wadi_capped(sum(dead)) as dead,
    extract(epoch from now() - max(updated_at))::bigint as idle_seconds
from ingest_offsets
group by consumer
order by consumer
