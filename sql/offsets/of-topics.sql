-- The stored offsets of all consumers of some topics.
select consumer, topic, partition, next_offset, topic_id, tail_lost, leader_epoch, stored_until
from ingest_offsets
where topic = any (:#topics)
