-- The same as extent, of the flows that the user may see. Fields that sums do not have are looked for in windows: in those of
-- seven days, the longest range of a question with such fields. (The range of the request ends now if it says nothing else.)
select case when hours.earliest < days.earliest + interval '1 day' or days.earliest is null then hours.earliest
        else days.earliest end as earliest,
    case when hours.latest > days.latest - interval '1 day' or days.latest is null then hours.latest
        else days.latest end as latest
from (
    select min(window_start) as earliest, max(date_trunc('hour', window_start)) + interval '1 hour' as latest
    from selected_flows(case :#coarsest::text when 'minute' then :#toSeconds::bigint - 7 * 86400 else 0 end,
        case :#coarsest::text when 'minute' then :#toSeconds::bigint else 4102444800 end,
        case :#coarsest::text when 'minute' then 'minute' else 'hour' end, null, null, null)
    where true /* filter */
) as hours,
(
    select min(window_start) as earliest, max(window_start) + interval '1 day' as latest
    from selected_flows(0, case :#coarsest::text when 'minute' then 0 else 4102444800 end, 'day', null, null, null)
    where true /* filter */
) as days
