-- Creates the partitions for the days of the origin's packets.
select count(wadi_ensure_day(kind, day))
from (
    select distinct 'traffic' as kind, ("timestamp" at time zone 'UTC')::date as day from origin_packets
    union
    select distinct 'flows', (window_start at time zone 'UTC')::date from origin_packets
) as needed
