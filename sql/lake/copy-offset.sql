-- A copy of what the lake's current snapshot says, for the lag and for status. The snapshot is authoritative.
insert into ingest_offsets
    (consumer, topic, partition, next_offset, topic_id, tail_lost, leader_epoch, packets, dead)
values (:#consumer, :#topic, :#partition, :#next, :#topicId, :#tailLost, :#epoch::integer, :#packets, :#dead)
on conflict (consumer, topic, partition) do update
set next_offset = excluded.next_offset, topic_id = excluded.topic_id, tail_lost = excluded.tail_lost,
    leader_epoch = excluded.leader_epoch, packets = excluded.packets, dead = excluded.dead,
    updated_at = now()
