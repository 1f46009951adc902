-- The offset of a consumer and partition; if there is none, an offset of an earlier topic with this name.
select next_offset, topic_id, tail_lost, leader_epoch
from ingest_offsets
where consumer = :#consumer and topic = :#topic and (partition = :#partition or topic_id <> :#topicId)
order by partition <> :#partition
limit 1
