-- From when on retention has kept the tables of flows, so that every process knows it, whatever its settings are.
create table kept_since (
    table_name text        primary key,
    since      timestamptz not null
);

comment on table kept_since is 'From when on retention has kept flows, flows_hour and flows_day; no row where it has removed nothing';
comment on column kept_since.table_name is 'The table';
comment on column kept_since.since is 'Rows from before this time may have been removed';

-- Retention has left no note so far, but a day of sums whose windows or hours are missing. Nothing remains of a day of sums that is
-- gone itself: the next run of retention that removes one notes it.
do $$
declare
    finer   text;
    day     timestamptz;
    is_gone boolean;
begin
    foreach finer in array array['flows', 'flows_hour'] loop
        select max(window_start) into day from flows_day;
        while day is not null loop
            execute format('select not exists (select from %I where window_start >= $1 and window_start < $2)', finer)
                into is_gone using day, day + interval '24 hours';
            if is_gone then
                insert into kept_since values (finer, day + interval '24 hours');
                exit;
            end if;
            select max(window_start) into day from flows_day where window_start < day;
        end loop;
    end loop;
end $$;
