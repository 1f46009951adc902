-- Forgets the sums of probes that have fallen silent.
delete from ingest_probes where updated_at < now() - interval '30 days'
