-- Until the end of the transaction, a query has a time-out in milliseconds, and memory for large sums.
select set_config('statement_timeout', :#millis, true), set_config('work_mem', '64MB', true)
