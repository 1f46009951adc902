-- The id of the last row of table traffic; 0 or null before the first.
select coalesce(last_value, 0) from pg_sequences
where schemaname = current_schema() and sequencename = 'traffic_id_seq'
