-- The fence: moves a consumer's offset only from the start of the batch, and only in the topic that the batch was read
-- from. A batch that is a duplicate, out of order, or from a topic that was recreated since moves no offset and must
-- not be stored. Nor is a batch whose offset another transaction holds: the batches of other partitions would wait too.
-- The rows follow in the same transaction.
update ingest_offsets
set next_offset = :#nextOffset, leader_epoch = :#leaderEpoch::integer,
    packets = packets + :#packets, dead = dead + :#dead, updated_at = now()
where consumer = :#consumer and topic = :#topic and partition = :#partition and next_offset = :#firstOffset
    and topic_id is not distinct from :#topicId::text
    and exists (
        select from ingest_offsets where consumer = :#consumer and topic = :#topic and partition = :#partition
        for no key update skip locked
    )
