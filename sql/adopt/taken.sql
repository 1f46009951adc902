-- Which of these tables exist in the current schema.
select relname
from pg_class
    join pg_namespace on pg_namespace.oid = relnamespace
where nspname = current_schema() and relname = any (:#names)
order by relname
