-- How far a consumer has stored a topic.
select partition, next_offset from ingest_offsets where consumer = :#consumer and topic = :#topic
