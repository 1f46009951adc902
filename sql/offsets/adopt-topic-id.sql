-- Adds the current topic id to an offset that was stored without one, if the offset is within the partition.
update ingest_offsets
set topic_id = :#topicId
where consumer = :#consumer and topic = :#topic and partition = :#partition
    and topic_id is null and not tail_lost and next_offset <= :#end
