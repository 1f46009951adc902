-- Readers of the database who see a part of the traffic only (command reader, R__filtered_readers.sql).
create table readers (
    reader      text    primary key,
    filter      text    not null,
    condition   text    not null,
    has_sums    boolean not null,
    has_packets boolean not null
);

comment on table readers is 'Roles that see only the flows that match a filter, in a schema of their own: command reader writes it';
comment on column readers.reader is 'Name of the role';
comment on column readers.filter is 'The filter in the language of docs/explore.md';
comment on column readers.condition is 'The same in SQL, for views. Only the owner may write it';
comment on column readers.has_sums is 'Whether sums by hour and day have all fields of the filter';
comment on column readers.has_packets is 'Whether packets have all fields of the filter';
