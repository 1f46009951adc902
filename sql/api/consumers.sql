-- What each consumer has stored so far, and how many seconds ago it last did.
select consumer, sum(packets)::bigint as packets, sum(dead)::bigint as dead,
    extract(epoch from now() - max(updated_at))::bigint as idle_seconds
from ingest_offsets
group by consumer
order by consumer
