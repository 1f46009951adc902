-- Stores the result of a detection's run. A failed run is not repeated: the next run covers the next time.
insert into detection_runs as r (detection, claimed_at, ran_at, millis, findings, alerted, error, failed_since,
    evaluated_until, runs, failures)
select detection, 'epoch', ran_at, millis, findings, alerted, error, failed_at, failed_at, 1,
    case when error is null then 0 else 1 end
from (select :#detection as detection, :#now::timestamptz as ran_at, :#millis::integer as millis,
    :#findings::integer as findings, :#alerted::integer as alerted, :#error::text as error,
    case when :#error::text is not null then :#now::timestamptz end as failed_at) as run
on conflict (detection) do update set
    ran_at = excluded.ran_at,
    millis = excluded.millis,
    findings = excluded.findings,
    alerted = excluded.alerted,
    error = excluded.error,
    failed_since = case when excluded.error is not null then coalesce(r.failed_since, excluded.ran_at) end,
    evaluated_until = coalesce(excluded.evaluated_until, r.evaluated_until),
    claimed_at = case when excluded.error is not null then excluded.claimed_at else r.claimed_at end,
    runs = r.runs + 1,
    failures = r.failures + excluded.failures
