-- Takes a detection's run on if it is due; one row changes for the process that gets it. A last run in the future is a
-- clock that was set back.
insert into detection_runs as r (detection, claimed_at)
values (:#detection, :#now)
on conflict (detection) do update set claimed_at = excluded.claimed_at
where r.claimed_at <= excluded.claimed_at - :#schedule * interval '1 second' or r.claimed_at > excluded.claimed_at
