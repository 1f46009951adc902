-- The fence: moves a consumer's offset, only from where the batch began, and only of the topic that it was read from. A
-- batch that was stored before, is out of turn, or of a topic since recreated moves none and must not be stored. The rows
-- follow in the same transaction.
update ingest_offsets
set next_offset = :#nextOffset, leader_epoch = :#leaderEpoch::integer,
    packets = packets + :#packets, dead = dead + :#dead, updated_at = now()
where consumer = :#consumer and topic = :#topic and partition = :#partition and next_offset = :#firstOffset
    and topic_id is not distinct from :#topicId::text
