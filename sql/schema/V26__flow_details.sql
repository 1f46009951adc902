-- What flows say besides addresses and protocol (transport, probe, interfaces, VLAN, …), by hour and by day, but without
-- names and high ports, of which there are too many. Questions with such fields then read far fewer rows than table flows has.
--
-- An hour has its rows here while it is sealed, which happens some time after its last flow. A later flow opens it again and
-- deletes them, in the transaction of the sums by hour. Flows whose sums are pending count as later ones. So each statement
-- sees in its own snapshot which hours it may read here, and storing only looks into flow_hours.
create table flow_hours (
    window_start timestamptz primary key,
    changed_at   timestamptz not null,
    is_sealed    boolean     not null default false
) with (fillfactor = 50);

comment on table flow_hours is 'The hours that have flows, and whether their details are complete';
comment on column flow_hours.window_start is 'Start of the hour (UTC)';
comment on column flow_hours.changed_at is 'When its sums last changed';
comment on column flow_hours.is_sealed is 'Whether details_hour has all its flows';

insert into flow_hours (window_start, changed_at)
select window_start, now()
from (select distinct window_start from protocols_hour) as hour
where exists (
    select from flows
    where flows.window_start >= hour.window_start and flows.window_start < hour.window_start + interval '1 hour');

create table details_hour (
    window_start       timestamptz not null,
    src_ip             inet        not null,
    dst_ip             inet        not null,
    protocol           text        not null,
    packets            bigint      not null,
    bytes              bigint      not null,
    src_country        text,
    dst_country        text,
    src_asn            bigint,
    dst_asn            bigint,
    transport          text        not null,
    probe              text        not null,
    src_port           integer,
    dst_port           integer,
    flows              bigint      not null,
    retransmissions    bigint      not null,
    vlan               smallint,
    dscp               smallint,
    in_interface       bigint,
    out_interface      bigint,
    next_hop           inet,
    in_interface_name  text,
    out_interface_name text,
    direction          text,
    end_reason_name    text,
    sampling           bigint,
    exported_src_asn   bigint,
    exported_dst_asn   bigint
);

create table details_day (like details_hour);
create index details_hour_window_start on details_hour (window_start);
create index details_day_window_start on details_day (window_start);

comment on table details_hour is 'Flows of sealed hours by all that they say but high ports, names and times';
comment on table details_day is 'Flows of days all of whose hours are sealed, by all that they say but high ports, names and times';

do $$
declare
    table_name text;
    said       text[];
begin
    foreach table_name in array array['details_hour', 'details_day'] loop
        foreach said slice 1 in array array[
            ['window_start', 'Start of the hour or day (UTC)'],
            ['src_ip', 'Source address'],
            ['dst_ip', 'Destination address'],
            ['protocol', 'Application protocol if recognised, otherwise the transport'],
            ['packets', 'Packets'],
            ['bytes', 'Bytes of the IP packets'],
            ['src_country', 'ISO 3166-1 country of the source'],
            ['dst_country', 'ISO 3166-1 country of the destination'],
            ['src_asn', 'AS number of the source'],
            ['dst_asn', 'AS number of the destination'],
            ['transport', 'Transport protocol'],
            ['probe', 'Who captured or exported it'],
            ['src_port', 'Source port below 10000; 65536 stands for all others, null for none'],
            ['dst_port', 'Destination port, likewise'],
            ['flows', 'Number of rows of table flows'],
            ['retransmissions', 'TCP packets that were sent again'],
            ['vlan', 'VLAN, 1 to 4095; null if untagged'],
            ['dscp', 'Differentiated services code point, 0 to 63; null if no exporter states it'],
            ['in_interface', 'SNMP index of the interface by which it came in; exporters only'],
            ['out_interface', 'SNMP index of the interface by which it left; exporters only'],
            ['next_hop', 'Address of the next router; exporters only'],
            ['in_interface_name', 'Name of that interface'],
            ['out_interface_name', 'Name of that interface'],
            ['direction', 'Where the exporter saw the packets: ingress or egress'],
            ['end_reason_name', 'Why the exporter ended the flow'],
            ['sampling', 'One of how many packets the exporter looked at'],
            ['exported_src_asn', 'AS number of the source by the exporter'],
            ['exported_dst_asn', 'AS number of the destination by the exporter']] loop
            execute format('comment on column %I.%I is %L', table_name, said[1], said[2]);
        end loop;
    end loop;
end $$;

-- Whoever changes sums by hour holds this lock until the end of the transaction, shared with others who do; whoever seals
-- holds it alone. So no sum changes while an hour is sealed. Flows may be stored meanwhile; their sums are pending then.
create function wadi_open_hours() returns trigger language plpgsql as $$
declare
    hours timestamptz[] := array(select distinct window_start from changed order by 1);
begin
    perform pg_advisory_xact_lock_shared(hashtext('wadi_seal'));
    delete from details_hour where window_start = any (hours);
    delete from details_day
    where window_start = any (array(select distinct date_trunc('day', hour, 'UTC') from unnest(hours) as hour));
    insert into flow_hours (window_start, changed_at)
    select hour, now() from unnest(hours) as hour
    on conflict (window_start) do update set changed_at = excluded.changed_at, is_sealed = false;
    return null;
end $$;

create function wadi_open_all_hours() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock_shared(hashtext('wadi_seal'));
    delete from details_hour;
    delete from details_day;
    delete from flow_hours;
    return null;
end $$;

create trigger open_added_hours after insert on flows_hour
    referencing new table as changed for each statement execute function wadi_open_hours();
create trigger open_changed_hours after update on flows_hour
    referencing new table as changed for each statement execute function wadi_open_hours();
create trigger open_removed_hours after delete on flows_hour
    referencing old table as changed for each statement execute function wadi_open_hours();
create trigger open_all_hours after truncate on flows_hour
    for each statement execute function wadi_open_all_hours();
