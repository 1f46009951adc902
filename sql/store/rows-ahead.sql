-- How many rows wait for a day that is further ahead than partitions are made.
select wadi_rows_ahead(:#table, :#daysAhead::integer, :#mostRows::bigint)
