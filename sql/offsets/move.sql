-- Moves an offset, unless another process has moved it meanwhile.
update ingest_offsets
set next_offset = :#next, tail_lost = false, leader_epoch = null
where consumer = :#consumer and topic = :#topic and partition = :#partition and next_offset = :#from
