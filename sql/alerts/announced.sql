-- Notes that topic alerts has a change of state.
update alert_events set published_at = now() where id = :#event
