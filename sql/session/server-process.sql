-- The process of the server that serves this session.
select pg_backend_pid()
