-- The id of the server process of this session.
select pg_backend_pid()
