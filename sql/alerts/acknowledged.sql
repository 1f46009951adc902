-- Who has seen an alert first, and when. Asked after acknowledging and not with it: of two who acknowledge at once, the
-- later one is to be told of the earlier.
select id, acknowledged_at, acknowledged_by from alerts where id = :#alert
