-- Stores the first offset of a consumer and partition, unless it has a row, or rows of an earlier topic with this name.
insert into ingest_offsets (consumer, topic, partition, next_offset, topic_id)
select :#consumer, :#topic, :#partition, :#oldest, :#topicId
where not exists (
    select from ingest_offsets where consumer = :#consumer and topic = :#topic and topic_id <> :#topicId
)
on conflict do nothing
