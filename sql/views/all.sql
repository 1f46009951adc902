-- All saved views by name.
select name, query, saved_at, saved_by from saved_views order by lower(name), name
