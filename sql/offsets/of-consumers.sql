-- The stored offsets of some consumers, in all topics that they have read.
select consumer, topic, partition, next_offset, topic_id, tail_lost, leader_epoch
from ingest_offsets
where consumer = any (:#consumers)
