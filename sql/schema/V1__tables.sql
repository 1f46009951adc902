-- The tables of the pipeline. traffic and flows are partitioned by UTC day; days get their partition from
-- wadi_ensure_day() before the first row of that day is stored, and what has no day of its own (a capture's clock
-- may say anything) goes to the default partition, so that no time stamp can stop the pipeline.

create table traffic (
    id          bigint generated always as identity,
    src_ip      inet        not null,
    dst_ip      inet        not null,
    src_port    integer,
    dst_port    integer,
    protocol    text        not null,
    bytes       integer     not null,
    type        text,
    "timestamp" timestamptz not null,
    transport   text        not null,
    length      integer     not null,
    ttl         smallint,
    tcp_flags   smallint,
    icmp_type   smallint,
    icmp_code   smallint,
    vlan        integer,
    name        text,
    flow        text,
    probe       text        not null
) partition by range ("timestamp");

comment on table traffic is 'One row per packet';
comment on column traffic.bytes is 'Bytes of the IP packet';
comment on column traffic.length is 'Bytes of the frame on the wire';
comment on column traffic.type is 'Link layer';
comment on column traffic.vlan is 'Outermost VLAN id';
comment on column traffic.flow is 'Community ID v1';
comment on column traffic.probe is 'Who captured it: host/interface or host/file';

-- Rows come in the order of time, more or less: block ranges find them for a thousandth of a B-tree's size and cost.
create index traffic_timestamp on traffic using brin ("timestamp", id);
create table traffic_default partition of traffic default;

create table flows (
    window_start   timestamptz not null,
    src_ip         inet        not null,
    dst_ip         inet        not null,
    src_port       integer,
    dst_port       integer,
    transport      text        not null,
    probe          text        not null,
    protocol       text        not null,
    packets        bigint      not null,
    bytes          bigint      not null,
    tcp_flags      smallint    not null default 0,
    first_seen     timestamptz not null,
    last_seen      timestamptz not null,
    name           text,
    src_country    text,
    dst_country    text,
    src_asn        bigint,
    dst_asn        bigint,
    flow           text,
    unique nulls not distinct (window_start, src_ip, dst_ip, src_port, dst_port, transport, probe)
) partition by range (window_start);

comment on table flows is 'One row per window, 5-tuple and probe; the window is half-open, by the packets'' own time';
comment on column flows.tcp_flags is 'All TCP flags seen, or-ed: FIN 1, SYN 2, RST 4, PSH 8, ACK 16, URG 32, ECE 64, CWR 128';
comment on column flows.src_country is 'ISO 3166-1 country of the source, as known when it was stored';
create table flows_default partition of flows default;

create table hosts (
    id               bigint generated always as identity primary key,
    ip               inet        not null unique,
    first_seen       timestamptz not null,
    last_seen        timestamptz not null,
    packets_sent     bigint      not null default 0,
    packets_received bigint      not null default 0,
    bytes_sent       bigint      not null default 0,
    bytes_received   bigint      not null default 0,
    name             text,
    scope            text        not null
) with (fillfactor = 70);

comment on table hosts is 'One row per address, kept by the consumer store-flows';
comment on column hosts.name is 'Last name that DNS, TLS, QUIC or HTTP gave the address';
comment on column hosts.scope is 'public, private, loopback, link-local, multicast, broadcast, documentation or reserved';

create table geoip (
    ip             inet primary key,
    country_code   text,
    country_name   text,
    city           text,
    latitude       double precision,
    longitude      double precision,
    asn            bigint,
    organization   text,
    database_date  date
);

comment on table geoip is 'Where addresses are, for those that the GeoIP databases know';
comment on column geoip.database_date is 'Build date of the City database that said so';

create table ingest_offsets (
    consumer    text    not null,
    topic       text    not null,
    partition   integer not null,
    next_offset bigint  not null,
    packets     bigint  not null default 0,
    dead        bigint  not null default 0,
    updated_at  timestamptz not null default now(),
    primary key (consumer, topic, partition)
) with (fillfactor = 50);

comment on table ingest_offsets is 'What has been stored: changes in the same transaction as the rows (Kafka''s own committed offsets decide nothing)';
comment on column ingest_offsets.packets is 'Packets stored from this partition so far';
comment on column ingest_offsets.dead is 'Messages of this partition that could not be read and went to the dead-letter topic';

-- Makes a day's partition of traffic or flows. Days before 2000 or after tomorrow, and more than 4,000 days in all,
-- stay in the default partition: a forged clock must not fill the catalog. Two writers may race; one waits.
create function wadi_ensure_day(parent text, day date) returns boolean language plpgsql as $$
declare
    child text := parent || '_' || to_char(day, 'YYYYMMDD');
begin
    if day < date '2000-01-01' or day > (now() at time zone 'UTC')::date + 1 then
        return false;
    end if;
    if to_regclass(child) is not null then
        return true;
    end if;
    perform pg_advisory_xact_lock(hashtext('wadi_ensure_day'));
    if to_regclass(child) is not null then
        return true;
    end if;
    if (select count(*) from pg_inherits where inhparent = parent::regclass) > 4000 then
        return false;
    end if;
    execute format('create table %I partition of %I for values from (%L) to (%L)',
        child, parent, day::text || ' 00:00:00+00', (day + 1)::text || ' 00:00:00+00');
    return true;
exception when check_violation then
    -- Rows of that day are in the default partition already and stay there.
    return false;
end $$;

-- Drops whole days that ended before the retention, and deletes such rows from the default partition.
create function wadi_drop_days(parent text, keep_days integer) returns integer language plpgsql as $$
declare
    oldest date := (now() at time zone 'UTC')::date - keep_days;
    child  regclass;
    dropped integer := 0;
    key_column text := case parent when 'traffic' then 'timestamp' else 'window_start' end;
begin
    for child in
        select inhrelid::regclass from pg_inherits
        where inhparent = parent::regclass and inhrelid::regclass::text ~ '_\d{8}$'
          and to_date(right(inhrelid::regclass::text, 8), 'YYYYMMDD') < oldest
    loop
        execute format('drop table %s', child);
        dropped := dropped + 1;
    end loop;
    execute format('delete from %I where %I < %L', parent || '_default', key_column, oldest::text || ' 00:00:00+00');
    return dropped;
end $$;
