-- The ranges without a partition that these days need.
select range_from, range_to, false as is_present
from wadi_gaps(:#table, :#days::date[], :#daysAhead::integer)
