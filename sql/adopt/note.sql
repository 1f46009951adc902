-- The comment on a table; null if it has none or does not exist.
select obj_description(to_regclass(:#table), 'pg_class')
