-- Lets one process at a time enter findings, until its transaction ends.
select pg_advisory_xact_lock(hashtext('wadi alerts'))
