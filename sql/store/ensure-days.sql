-- Creates the missing day partitions for the rows of a batch.
select wadi_ensure_day(:#table, day) from unnest(:#days::date[]) as day
