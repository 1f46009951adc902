-- Makes a partition; null where a lock was not to be had, or where it takes the longer way.
select wadi_add_partition(:#table, :#from::timestamptz, :#to::timestamptz)
