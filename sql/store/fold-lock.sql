-- The same, once the process that folds now is done with its transaction.
select set_config('work_mem', '64MB', true) from (select pg_advisory_xact_lock(hashtext('wadi_fold'))) as locked
