-- Allows one process at a time to move or copy, until its transaction ends.
select pg_advisory_xact_lock(hashtext('wadi_adopt'))
