-- For the rest of a transaction, queries are planned for their own values: a plan for any range of time would not leave
-- out partitions as well.
select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('jit', 'off', true)
