-- Acknowledges an open alert; only the first acknowledgement counts.
with seen as (
    update alerts
    set acknowledged_at = :#now, acknowledged_by = :#by
    where id = :#alert and closed_at is null and acknowledged_at is null
    returning id
)
insert into alert_events (alert, change, at)
select id, 'acknowledged', :#now::timestamptz from seen
