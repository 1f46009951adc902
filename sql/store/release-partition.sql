-- Ends what a process that failed on the longer way has left.
select wadi_release_range(:#table)
