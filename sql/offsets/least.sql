-- The lowest stored offset of each partition, and whether a consumer is paused until an operator decides.
select topic, topic_id, partition, min(next_offset) filter (where not tail_lost) as next_offset,
    bool_or(tail_lost) as tail_lost
from ingest_offsets
where topic_id is not null
group by topic, topic_id, partition
