-- What to make partitions of without being asked: the days ahead, and days whose rows are in the default partition.
select range_from, range_to, is_present
from wadi_next_range(:#table, :#mostRows::bigint, :#daysAhead::integer)
