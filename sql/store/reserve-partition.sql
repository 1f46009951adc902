-- The longer way to a partition begins: no row of its range enters the default partition any more.
select wadi_reserve_range(:#table, :#from::timestamptz, :#to::timestamptz)
