-- Details by day say in which hours their flows are, so that distinct hosts by time need no details or sums by hour. The days are
-- completed again from the details of their hours, the latest first.
delete from details_day;
delete from names_day;
delete from places_day;

do $$
declare
    table_name text;
begin
    foreach table_name in array array['details_day', 'names_day', 'places_day'] loop
        execute format('alter table %I add column hours integer not null', table_name);
        execute format('comment on column %I.hours is %L', table_name,
            'The hours of the day (UTC) with its flows, one bit each: 1 is the first hour, 8388608 the last');
    end loop;
end $$;
