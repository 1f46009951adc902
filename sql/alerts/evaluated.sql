-- Stores the time up to which a detection has run, and releases its next run.
update detection_runs set evaluated_until = :#now, claimed_at = 'epoch' where detection = :#detection
