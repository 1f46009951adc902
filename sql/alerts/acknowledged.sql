-- Who acknowledged an alert first, and when. A separate statement after the acknowledgement, so that the later of two
-- simultaneous users sees the earlier one.
select id, acknowledged_at, acknowledged_by from alerts where id = :#alert
