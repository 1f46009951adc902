-- For the rest of a transaction, a query has so many milliseconds, and memory for large sums.
select set_config('statement_timeout', :#millis, true), set_config('work_mem', '64MB', true)
