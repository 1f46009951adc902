-- What is noted on a table; null where nothing is, or where there is no such table.
select obj_description(to_regclass(:#table), 'pg_class')
