-- Datagrams of a collector in the ledger.
select wadi_capped(coalesce(sum(datagrams), 0)) from exporter_minutes where collector = :#collector::uuid
