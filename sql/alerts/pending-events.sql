-- State changes that are not published on topic alerts yet, oldest first.
select e.id, e.change, e.at, e.alert, a.detection, a.severity, a.title, a.subject, a.score, a.evidence, a.opened_at,
    a.last_seen, a.closed_at, a.acknowledged_by
from alert_events e join alerts a on a.id = e.alert
where e.published_at is null
order by e.id
limit 1000
