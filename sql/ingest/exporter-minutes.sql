-- Datagrams of a collector in the ledger.
select coalesce(sum(datagrams), 0)::bigint from exporter_minutes where collector = :#collector::uuid
