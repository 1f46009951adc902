-- Lets one process at a time fold, until its transaction ends, and gives it memory for the sorts. No row where another
-- process folds.
select set_config('work_mem', '64MB', true) where pg_try_advisory_xact_lock(hashtext('wadi_fold'))
