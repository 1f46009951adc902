-- The hours of the first and the last stored packet; both null if nothing is stored.
select min(window_start) as earliest, max(window_start) + interval '1 hour' as latest from flows_hour_now
