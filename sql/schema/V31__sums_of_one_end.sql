-- Sums of whole days for questions about one end of the flows only: by hour and address, a tenth of the rows of details, and by
-- day and port, with the hours of the day as arrays. They are completed with details by day, and deleted with them. The days are
-- completed again from the details of their hours, the latest first.
delete from details_day;
delete from names_day;
delete from places_day;

do $$
declare
    one_end    text;
    whole_name text;
begin
    foreach one_end in array array['src', 'dst'] loop
        whole_name := case one_end when 'src' then 'source' else 'destination' end;
        execute format($sql$
            create table %1$s_hour (
                window_start    timestamptz not null,
                packets         bigint      not null,
                bytes           bigint      not null,
                flows           bigint      not null,
                retransmissions bigint      not null,
                %2$s_asn        bigint,
                %2$s_ip         inet        not null,
                protocol        text        not null,
                transport       text        not null,
                probe           text        not null,
                %2$s_country    text
            )$sql$, whole_name || 's', one_end);
        execute format('create index on %I (window_start)', whole_name || 's_hour');
        execute format('comment on table %I is %L', whole_name || 's_hour',
            'Sums of details_hour by hour and ' || whole_name || ', of the days that details_day has');
        execute format($sql$
            create table %1$s_ports_day (
                window_start timestamptz not null,
                packets      bigint      not null,
                bytes        bigint      not null,
                %1$s_port    integer,
                transport    text        not null,
                each_hour    smallint[]  not null,
                each_packets bigint[]    not null,
                each_bytes   bigint[]    not null
            )$sql$, one_end);
        execute format('create index on %I (window_start)', one_end || '_ports_day');
        execute format('comment on table %I is %L', one_end || '_ports_day',
            'Sums of flows by day, ' || whole_name || ' port and transport, of the days that details_day has');
    end loop;
end $$;

do $$
declare
    said text[];
begin
    foreach said slice 1 in array array[
        ['window_start', 'Start of the hour or day (UTC)'],
        ['src_ip', 'Source address'],
        ['dst_ip', 'Destination address'],
        ['src_port', 'Source port; null where there is none'],
        ['dst_port', 'Destination port; null where there is none'],
        ['protocol', 'Application protocol if recognised, otherwise the transport'],
        ['transport', 'Transport protocol'],
        ['probe', 'Who captured or exported it'],
        ['packets', 'Packets'],
        ['bytes', 'Bytes of the IP packets'],
        ['flows', 'Number of rows of table flows'],
        ['retransmissions', 'TCP packets that were sent again'],
        ['src_country', 'ISO 3166-1 country of the source'],
        ['dst_country', 'ISO 3166-1 country of the destination'],
        ['src_asn', 'AS number of the source'],
        ['dst_asn', 'AS number of the destination'],
        ['each_hour', 'The hours of the day (UTC) with its flows, 0 to 23'],
        ['each_packets', 'Packets in each of these hours'],
        ['each_bytes', 'Bytes in each of these hours']] loop
        execute (
            select coalesce(string_agg(format('comment on column %I.%I is %L', attrelid::regclass, attname, said[2]), ';'), '')
            from pg_attribute
            where attname = said[1] and attrelid = any (
                array['sources_hour', 'destinations_hour', 'src_ports_day', 'dst_ports_day']::regclass[]));
    end loop;
end $$;

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
    delete from src_ports_day where window_start = any (days);
    delete from dst_ports_day where window_start = any (days);
    days := array(select day + hour * interval '1 hour' from unnest(days) as day, generate_series(0, 23) as hour);
    delete from sources_hour where window_start = any (days);
    delete from destinations_hour where window_start = any (days);
end $$;
