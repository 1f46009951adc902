-- Notes how a detection's run went.
insert into detection_runs as r (detection, claimed_at, ran_at, millis, findings, error, failed_since, runs, failures)
select detection, ran_at, ran_at, millis, findings, error, case when error is not null then ran_at end, 1,
    case when error is null then 0 else 1 end
from (select :#detection as detection, :#now::timestamptz as ran_at, :#millis::integer as millis,
    :#findings::integer as findings, :#error::text as error) as run
on conflict (detection) do update set
    ran_at = excluded.ran_at,
    millis = excluded.millis,
    findings = excluded.findings,
    error = excluded.error,
    failed_since = case when excluded.error is not null then coalesce(r.failed_since, excluded.ran_at) end,
    runs = r.runs + 1,
    failures = r.failures + excluded.failures
