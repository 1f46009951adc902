-- Bytes of the table of pending batches.
select pg_total_relation_size('pending_batches')
