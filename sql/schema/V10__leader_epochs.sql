-- Which log a stored offset belongs to: a partition whose end is lost and written again has new messages under old offsets,
-- in a later leader epoch.

alter table ingest_offsets add column leader_epoch integer;

comment on column ingest_offsets.leader_epoch is
    'Kafka''s leader epoch (KIP-101) of the last message before next_offset; null where it is not known';
