-- Drops the oldest partition whose last day is too old: dropped, busy where it cannot be dropped now, or null.
select wadi_drop_partition(:#table, :#before::text::timestamptz)
