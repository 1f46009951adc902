-- Details for questions about ports from 10000 on. Almost each flow has one of its own, so a row has the flows of one row of
-- details_hour as arrays: a condition is tested once for all of them, and only those of matching rows are unfolded. Large flows
-- are in large_hour already. The hours are sealed again, the latest first.
create table ports_hour (
    like details_hour including comments,
    src_ports    integer[],
    dst_ports    integer[],
    each_packets bigint[]  not null,
    each_bytes   integer[] not null
);
create index ports_hour_window_start on ports_hour (window_start);

comment on table ports_hour is
    'Flows of sealed hours that have a port from 10000 on and are not large: rows of details_hour with each of their flows';
comment on column ports_hour.src_ports is 'Source port of each flow; null if it is below 10000';
comment on column ports_hour.dst_ports is 'Destination port of each flow; null if it is below 10000';
comment on column ports_hour.each_packets is 'Packets of each flow';
comment on column ports_hour.each_bytes is 'Bytes of each flow';
comment on column flow_hours.is_sealed is
    'Whether details_hour, names_hour, places_hour, large_hour and ports_hour have all its flows';

create or replace function wadi_delete_details(hours timestamptz[]) returns void language plpgsql as $$
declare
    days timestamptz[] := array(select distinct date_trunc('day', hour, 'UTC') from unnest(hours) as hour);
begin
    delete from details_hour where window_start = any (hours);
    delete from names_hour where window_start = any (hours);
    delete from places_hour where window_start = any (hours);
    delete from large_hour where window_start = any (hours);
    delete from ports_hour where window_start = any (hours);
    delete from details_day where window_start = any (days);
    delete from names_day where window_start = any (days);
    delete from places_day where window_start = any (days);
end $$;

select wadi_delete_details(array(select window_start from flow_hours));
update flow_hours set is_sealed = false;
