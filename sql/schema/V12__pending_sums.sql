-- What the stores of flows have not added to the shared sums yet. A store appends one row for each of its batches, in the
-- transaction of that batch, and waits for nobody: no unique index, no update. Route fold adds the batches to flows_hour,
-- flows_day, hosts, host_names and geoip, and deletes them. The arrays are columns of the batch as the store sends them: one
-- row of arrays takes a tenth of the time of a row for each flow. Views pending_flows, pending_names and pending_places
-- (R__as_of_now.sql) have a row for each element.

create table pending_batches (
    id             bigint      generated always as identity,
    stored_at      timestamptz not null default now(),
    sums           integer     not null,
    window_starts  bigint[]    not null,
    src_ips        text[]      not null,
    dst_ips        text[]      not null,
    protocols      text[]      not null,
    packets        bigint[]    not null,
    bytes          bigint[]    not null,
    src_countries  text[]      not null,
    dst_countries  text[]      not null,
    src_asns       bigint[]    not null,
    dst_asns       bigint[]    not null,
    first_seen     bigint[]    not null,
    last_seen      bigint[]    not null,
    named_ips      inet[]      not null,
    names          text[]      not null,
    places         inet[]      not null,
    country_codes  text[]      not null,
    country_names  text[]      not null,
    cities         text[]      not null,
    latitudes      float8[]    not null,
    longitudes     float8[]    not null,
    asns           bigint[]    not null,
    organizations  text[]      not null,
    database_dates date[]      not null
) with (vacuum_truncate = off, toast.vacuum_truncate = off, autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 200, toast.autovacuum_vacuum_scale_factor = 0, toast.autovacuum_vacuum_threshold = 20000);

-- Written once, read once or twice: compression would take longer than it saves.
do $$
declare
    list text;
begin
    for list in select attname from pg_attribute
        where attrelid = 'pending_batches'::regclass and attnum > 0 and attndims > 0
    loop
        execute format('alter table pending_batches alter column %I set storage external', list);
    end loop;
end $$;

comment on table pending_batches is
    'Batches of flows whose sums are not in flows_hour, flows_day, hosts, host_names and geoip yet';
comment on column pending_batches.id is 'Order of arrival: the last name of an address counts';
comment on column pending_batches.stored_at is 'Time of the transaction that stored the batch';
comment on column pending_batches.sums is 'Flows, names and places of the batch';
comment on column pending_batches.window_starts is 'Start of the window of each flow, in seconds since the epoch';
comment on column pending_batches.first_seen is 'First packet of each flow, in microseconds since the epoch';
