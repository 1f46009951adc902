-- Takes a detection's next run on if it is due, that is when its schedule has passed in stored time; one row changes for
-- the process that gets it. Others leave it alone until it has been entered, or its process has had time enough. A time
-- in the future is of a clock that was set back. Answers up to where it was evaluated before.
insert into detection_runs as r (detection, claimed_at)
values (:#detection, :#now)
on conflict (detection) do update set claimed_at = excluded.claimed_at
where (r.claimed_at <= excluded.claimed_at - :#lease * interval '1 second' or r.claimed_at > excluded.claimed_at)
    and (r.evaluated_until is null
        or r.evaluated_until <= :#until::timestamptz - :#schedule * interval '1 second'
        or r.evaluated_until > excluded.claimed_at)
returning case when evaluated_until <= :#now then evaluated_until end as evaluated_until
