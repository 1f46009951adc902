-- Applies the findings of a detection's run: opens, updates and closes alerts, and stores each state change. Returns
-- the changes. Alerts of detections that were deleted or switched off are closed after a day. Runs must not overlap:
-- the caller holds a lock.
with finding as materialized (
    select distinct on (subject) subject, score, evidence
    from unnest(:#subjects::text[], :#scores::float8[], :#evidences::text[]) as found (subject, score, evidence)
    where not wadi_is_suppressed(:#detection, subject, :#now::timestamptz)
    order by subject, score desc
),
standing as materialized (
    select id, subject from alerts where detection = :#detection and closed_at is null
),
updated as (
    update alerts a
    set updated_at = :#now, last_seen = :#now, missed = 0, severity = :#severity, title = :#title,
        score = f.score, evidence = f.evidence::jsonb
    from finding f join standing s using (subject)
    where a.id = s.id
),
opened as (
    insert into alerts (detection, severity, subject, title, opened_at, updated_at, last_seen, score, evidence)
    select :#detection, :#severity, subject, :#title, :#now::timestamptz, :#now::timestamptz, :#now::timestamptz, score,
        evidence::jsonb
    from finding
    where subject not in (select subject from standing)
    returning id
),
missed as (
    update alerts a
    set updated_at = :#now, missed = missed + 1,
        closed_at = case when missed + 1 >= :#misses
            and last_seen <= :#now::timestamptz - :#closesAfter * interval '1 second' then :#now::timestamptz end
    from standing s
    where a.id = s.id and s.subject not in (select subject from finding)
    returning a.id, a.closed_at
),
forgotten as (
    update alerts
    set closed_at = :#now
    where closed_at is null and detection <> :#detection and updated_at < :#now::timestamptz - interval '1 day'
    returning id, closed_at
)
insert into alert_events (alert, change, at)
select id, 'opened', :#now::timestamptz from opened
union all
select id, 'closed', closed_at from missed where closed_at is not null
union all
select id, 'closed', closed_at from forgotten
returning change
