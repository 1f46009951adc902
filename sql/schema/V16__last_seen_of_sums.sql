-- The last packet of a pair of hosts, so that lists of conversations over a long range read sums by day. Rows from before
-- this version have none; there, the start of the hour or day stands for it.
alter table flows_hour add column last_seen timestamptz;
alter table flows_day add column last_seen timestamptz;

comment on column flows_hour.last_seen is 'Time of the last packet; null in rows from before this column';
comment on column flows_day.last_seen is 'Time of the last packet; null in rows from before this column';
