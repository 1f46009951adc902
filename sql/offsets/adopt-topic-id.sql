-- Gives an offset from before topic ids were kept the current id, if it is one of the partition's.
update ingest_offsets
set topic_id = :#topicId
where consumer = :#consumer and topic = :#topic and partition = :#partition
    and topic_id is null and not tail_lost and next_offset <= :#end
