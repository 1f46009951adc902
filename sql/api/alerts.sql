-- Alerts that were open at some time in a range: those that are still open first, then the latest. Those of a
-- host have its address first in their subject.
select id, detection, severity, subject, title, opened_at, updated_at, closed_at, score, evidence, acknowledged_at,
    acknowledged_by
from alerts
where opened_at < :#to::timestamptz and coalesce(closed_at, 'infinity') >= :#from::timestamptz
    and (:#host::text is null or wadi_subject_address(subject) = host(:#host::inet))
order by closed_at is not null, opened_at desc, id desc
limit :#limit
