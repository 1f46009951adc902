-- The columns of a table; none if it does not exist.
select attname from pg_attribute
where attrelid = to_regclass(:#table) and attnum > 0 and not attisdropped
