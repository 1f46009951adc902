-- Tables and views that the login may read, without the partitions of tables.
select n.nspname as schema, c.relname as name
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'v', 'm', 'f')
  and not c.relispartition
  and n.nspname <> 'information_schema'
  and n.nspname not like 'pg\_%'
  and has_schema_privilege(n.oid, 'usage')
  and has_table_privilege(c.oid, 'select')
order by 1, 2
