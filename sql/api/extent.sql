-- From when to when anything is stored, by the hour; both null where nothing is.
select min(window_start) as earliest, max(window_start) + interval '1 hour' as latest from flows_hour
