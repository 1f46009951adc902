-- Claims the next run of a detection if it is due, that is, if its schedule has passed in stored time. One row changes
-- for the process that claims it. Other processes skip the detection until the result is stored or the lease has
-- expired. A claim in the future was made before the clock was set back. Returns the time up to which it has run.
insert into detection_runs as r (detection, claimed_at)
values (:#detection, :#now)
on conflict (detection) do update set claimed_at = excluded.claimed_at
where (r.claimed_at <= excluded.claimed_at - :#lease * interval '1 second' or r.claimed_at > excluded.claimed_at)
    and (r.evaluated_until is null
        or r.evaluated_until <= :#until::timestamptz - :#schedule * interval '1 second'
        or r.evaluated_until > excluded.claimed_at)
returning case when evaluated_until <= :#now then evaluated_until end as evaluated_until
