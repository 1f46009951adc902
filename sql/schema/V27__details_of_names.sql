-- Details for questions about names, about countries and systems without addresses, and about large flows. Those of names have
-- the flows that have a name; the others are rows of details without one. Large flows are few, so that each has a row: a
-- condition such as bytes > 1M is false for all others. The hours are sealed again, the latest first.
drop trigger open_all_hours on flows_hour;
drop function wadi_open_all_hours();
delete from details_hour;
delete from details_day;
update flow_hours set is_sealed = false;

alter table details_hour add column has_name boolean not null, add column is_large boolean not null;
alter table details_day add column has_name boolean not null, add column is_large boolean not null;

do $$
declare
    table_name text;
begin
    foreach table_name in array array['details_hour', 'details_day'] loop
        execute format('comment on column %I.has_name is %L', table_name, 'Whether its flows have a name');
        execute format('comment on column %I.is_large is %L', table_name, 'Whether each of its flows has 65536 bytes or more');
    end loop;
    foreach table_name in array array['names_hour', 'names_day', 'places_hour', 'places_day', 'large_hour'] loop
        execute format('create table %I (like details_hour including comments, name text)', table_name);
        execute format('create index %I on %I (window_start)', table_name || '_window_start', table_name);
        execute format('comment on column %I.name is %L', table_name, 'Name of the peer that its flows say');
        if table_name like 'places%' then
            execute format('alter table %I drop column src_ip, drop column dst_ip', table_name);
        end if;
    end loop;
end $$;

comment on column large_hour.src_port is 'Source port';
comment on column large_hour.dst_port is 'Destination port';
comment on table names_hour is 'Flows of sealed hours that have a name, by all that they say but high ports and times';
comment on table names_day is 'Flows with a name of days all of whose hours are sealed, by all that they say but high ports and times';
comment on table places_hour is 'Flows of sealed hours, by all that they say but addresses, high ports and times';
comment on table places_day is
    'Flows of days all of whose hours are sealed, by all that they say but addresses, high ports and times';
comment on table large_hour is 'Each flow of sealed hours that has 65536 bytes or more in its window';
comment on table flow_hours is 'The hours that have flows, and whether their details are complete';
comment on column flow_hours.is_sealed is 'Whether details_hour, names_hour, places_hour and large_hour have all its flows';

-- Deletes the details of hours and of their days.
create function wadi_delete_details(hours timestamptz[]) returns void language plpgsql as $$
declare
    days timestamptz[] := array(select distinct date_trunc('day', hour, 'UTC') from unnest(hours) as hour);
begin
    delete from details_hour where window_start = any (hours);
    delete from names_hour where window_start = any (hours);
    delete from places_hour where window_start = any (hours);
    delete from large_hour where window_start = any (hours);
    delete from details_day where window_start = any (days);
    delete from names_day where window_start = any (days);
    delete from places_day where window_start = any (days);
end $$;

create or replace function wadi_open_hours() returns trigger language plpgsql as $$
declare
    hours timestamptz[] := array(select distinct window_start from changed order by 1);
begin
    perform pg_advisory_xact_lock_shared(hashtext('wadi_seal'));
    perform wadi_delete_details(hours);
    insert into flow_hours (window_start, changed_at)
    select hour, now() from unnest(hours) as hour
    on conflict (window_start) do update set changed_at = excluded.changed_at, is_sealed = false;
    return null;
end $$;

create function wadi_open_all_hours() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock_shared(hashtext('wadi_seal'));
    perform wadi_delete_details(array(select window_start from flow_hours));
    delete from flow_hours;
    return null;
end $$;

create trigger open_all_hours after truncate on flows_hour
    for each statement execute function wadi_open_all_hours();
