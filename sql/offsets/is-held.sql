-- Whether another transaction holds the offset of a consumer and partition, so that the fence cannot move it. The lock
-- of this statement ends with it.
select exists (
    select from ingest_offsets where consumer = :#consumer and topic = :#topic and partition = :#partition
) and not exists (
    select from ingest_offsets where consumer = :#consumer and topic = :#topic and partition = :#partition
    for no key update skip locked
)
