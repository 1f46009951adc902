-- From when on retention has kept windows, hours and days of flows; null where it has removed nothing.
select max(since) filter (where table_name = 'flows') as windows,
    max(since) filter (where table_name = 'flows_hour') as hours,
    max(since) filter (where table_name = 'flows_day') as days
from kept_since
