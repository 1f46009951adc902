-- Until the end of the transaction, queries are planned for their values: a generic plan could not skip partitions.
select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('jit', 'off', true)
