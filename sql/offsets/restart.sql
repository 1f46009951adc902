-- Treats the current topic as a new one, in all its partitions.
update ingest_offsets
set next_offset = 0, topic_id = :#topicId, tail_lost = false, leader_epoch = null
where consumer = :#consumer and topic = :#topic and topic_id <> :#topicId
