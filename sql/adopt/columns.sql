-- The columns of a table; none where it is not there.
select attname from pg_attribute
where attrelid = to_regclass(:#table) and attnum > 0 and not attisdropped
