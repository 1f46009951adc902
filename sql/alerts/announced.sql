-- Marks a state change as published on topic alerts.
update alert_events set published_at = now() where id = :#event
