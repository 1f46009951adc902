-- Moves an offset by hand, unless somebody else has moved it meanwhile.
update ingest_offsets
set next_offset = :#next, tail_lost = false, leader_epoch = null
where consumer = :#consumer and topic = :#topic and partition = :#partition and next_offset = :#from
