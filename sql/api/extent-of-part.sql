-- The same as extent, of the flows that the user may see. Fields that sums do not have are looked for in all windows.
select min(window_start) as earliest, max(date_trunc('hour', window_start)) + interval '1 hour' as latest
from selected_flows(0, 4102444800, case :#coarsest::text when 'minute' then 'minute' else 'hour' end, null, null, null)
where true /* filter */
