-- Allows one process at a time to create and change tables, until its transaction ends.
select pg_advisory_xact_lock(hashtext('wadi_migrate'))
