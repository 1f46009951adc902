-- Which topic a stored offset belongs to: a topic that is deleted and recreated keeps its name, not its id.

alter table ingest_offsets
    add column topic_id text,
    add column tail_lost boolean not null default false;

comment on column ingest_offsets.topic_id is
    'Kafka''s id of the topic (KIP-516); null until a store route has seen it, and on brokers without ids';
comment on column ingest_offsets.tail_lost is
    'The partition was seen to end below next_offset: nothing is stored from it until somebody decides'
    ' (wadi.offsets.beyond-end)';
