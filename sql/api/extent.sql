-- The hours of the first and the last stored packet, or the days where retention has dropped the hours; both null if nothing is
-- stored.
select case when hours.earliest < days.earliest + interval '1 day' or days.earliest is null then hours.earliest
        else days.earliest end as earliest,
    case when hours.latest > days.latest - interval '1 day' or days.latest is null then hours.latest
        else days.latest end as latest
from (
    select min(window_start) as earliest, max(window_start) + interval '1 hour' as latest from flows_hour_now
) as hours,
(
    select min(window_start) as earliest, max(window_start) + interval '1 day' as latest from flows_day_now
) as days
