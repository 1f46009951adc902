-- Number of open alerts by severity.
select severity, count(*) as alerts from alerts where closed_at is null group by severity
