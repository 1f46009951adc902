-- Allows one process at a time to apply findings, until its transaction ends.
select pg_advisory_xact_lock(hashtext('wadi alerts'))
