-- Packets of each probe in table flows, as the statement that stores them adds them up.
select probe, wadi_capped(sum(packets)) from ingest_probes where topic = any (:#topics) group by probe
