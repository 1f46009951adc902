-- Packets of each probe in table flows, as summed by the statement that stores them.
select probe, wadi_capped(sum(packets)) from ingest_probes where topic = any (:#topics) group by probe
