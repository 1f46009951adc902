-- The longer way ends: the rows are moved, and the partition is attached.
select wadi_settle_range(:#table, :#from::timestamptz, :#to::timestamptz)
