-- The stored offsets of a consumer in a topic.
select partition, next_offset from ingest_offsets where consumer = :#consumer and topic = :#topic
