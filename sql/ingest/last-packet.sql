-- The id of the last row in table traffic; 0 or null if it is empty.
select coalesce(last_value, 0) from pg_sequences
where schemaname = current_schema() and sequencename = 'traffic_id_seq'
