-- A superuser could also read and write files of the server: a question has only the right to read tables.
select set_config('role', 'pg_read_all_data', true)
from pg_roles
where rolname = current_user and rolsuper
