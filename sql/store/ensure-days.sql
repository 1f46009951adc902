-- Makes the day partitions that the rows of a batch need, where they are not there yet.
select wadi_ensure_day(:#table, day) from unnest(:#days::date[]) as day
