-- Notes how far a detection has looked, and gives its next run free.
update detection_runs set evaluated_until = :#now, claimed_at = 'epoch' where detection = :#detection
