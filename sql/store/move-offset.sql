-- The fence: moves a consumer's offset, only from where the batch began. A batch that was stored before, or is out of
-- turn, moves none and must not be stored. The rows follow in the same transaction.
update ingest_offsets
set next_offset = :nextOffset, packets = packets + :packets, dead = dead + :dead, updated_at = now()
where consumer = :consumer and topic = :topic and partition = :partition and next_offset = :firstOffset
