-- Schema bi: traffic as a star of facts and dimensions for Power BI, Grafana and other SQL clients, in simple types.
-- All days and times of day are UTC.
--
-- Reports rely on these views: add columns at the end, and never rename a column or change its type. "create or
-- replace" then keeps the users' own views on them. A migration that drops a column of a view, or changes its type,
-- must drop the view first; this file creates it again.
--
-- Schema bi has the views of schema public; schema s_bi has those of another schema s. So two Wadis in one database
-- have separate views.
do $$
declare
    home  text := current_schema();
    shown text := case home when 'public' then 'bi' else home || '_bi' end;
    other text;
begin
    if octet_length(home) > 48 then
        raise exception 'schema % has a name of more than 48 bytes, too long for those that are derived from it', home;
    end if;
    select max(elsewhere.nspname) into other
    from pg_namespace as views
        join pg_class as view on view.relnamespace = views.oid and view.relname = 'fact_packets'
        join pg_rewrite as rule on rule.ev_class = view.oid
        join pg_depend as use on use.objid = rule.oid and use.refclassid = 'pg_class'::regclass
        join pg_class as source on source.oid = use.refobjid and source.relname = 'traffic'
        join pg_namespace as elsewhere on elsewhere.oid = source.relnamespace
    where views.nspname = shown and elsewhere.nspname <> home;
    if other is not null then
        raise exception 'the views in schema % show the tables of schema %: drop them (drop schema % cascade), or rename the schema',
            quote_ident(shown), quote_ident(other), quote_ident(shown);
    end if;
    if to_regnamespace(quote_ident(shown)) is null then
        execute format('create schema %I', shown);
    end if;
    execute format('comment on schema %I is %L', shown, 'Traffic as facts and dimensions in plain types, for BI tools');
    -- Until the end of this transaction: views are created in the first schema, tables are found in the second.
    perform set_config('search_path', format('%I, %I', shown, home), true);
end $$;

-- What is neither inside nor outside, unless own_networks has it; as function wadi_is_outside, which reads own_networks and
-- so is not for readers of these views alone.
create or replace function wadi_is_special(address inet) returns boolean language sql immutable parallel safe
begin atomic
    select case
        when family(address) = 4 then address <<= any (array['0.0.0.0/8', '127.0.0.0/8', '192.0.0.0/24', '192.0.2.0/24',
            '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/3']::inet[])
        else not address <<= any (array['2000::/3', '64:ff9b::/96', 'fc00::/7', 'fe80::/10']::inet[])
            or address <<= any (array['2001:2::/48', '2001:10::/28', '2001:db8::/32', '3fff::/20']::inet[])
    end;
end;

comment on function wadi_is_special is 'Whether an address is a multicast, broadcast, loopback, documentation or reserved one';

-- Retention removes what is old once, and packets come late: rows from before these times are a part of what there was. Whole days
-- and hours of a range come from sums, so a time without sums is one without windows, as in io.wadi.query.KeptSince.
--
-- The facts leave these rows out by timestamptz_cmp, which reads the time once a query, as >= would. But PostgreSQL, which cannot
-- know the time while it plans, expects that >= leaves few rows of any range, and that this leaves nearly all.
create or replace view kept_from as
select greatest(windows, hours, days) as minutes, greatest(hours, days) as hours, days
from (
    select max(since) filter (where table_name = 'flows') as windows,
        max(since) filter (where table_name = 'flows_hour') as hours,
        max(since) filter (where table_name = 'flows_day') as days
    from kept_since
) as noted;

comment on view kept_from is 'One row: from when on the facts of flows are complete; null where retention has removed nothing. They have no rows from before, such as packets that came late';
comment on column kept_from.minutes is 'From when on fact_flow_minutes and fact_exporter_minutes are complete';
comment on column kept_from.hours is 'From when on fact_flow_hours is complete; not after minutes';
comment on column kept_from.days is 'From when on fact_flow_days is complete; not after hours';

create or replace view fact_packets as
select id as packet_id,
    "timestamp" as seen_at,
    date_trunc('second', "timestamp" at time zone 'UTC')::timestamp(0) as time_utc,
    ("timestamp" at time zone 'UTC')::date as date,
    (extract(hour from "timestamp" at time zone 'UTC') * 60
        + extract(minute from "timestamp" at time zone 'UTC'))::integer as minute_of_day,
    host(src_ip) as src_ip,
    host(dst_ip) as dst_ip,
    src_port,
    dst_port,
    protocol,
    transport,
    probe,
    bytes::bigint as bytes,
    length::bigint as frame_bytes,
    ttl::integer as ttl,
    tcp_flags::integer as tcp_flags,
    icmp_type::integer as icmp_type,
    icmp_code::integer as icmp_code,
    vlan,
    type as link_layer,
    name,
    flow as community_id
from traffic;

comment on view fact_packets is 'One row per packet. Kept for wadi.retention.traffic-days; packets that come later than that are there until retention runs again';
comment on column fact_packets.packet_id is 'Number of the row';
comment on column fact_packets.seen_at is 'When the packet was captured, to the microsecond. Filter by this column: only the days asked for are read';
comment on column fact_packets.time_utc is 'Second in which the packet was captured, UTC';
comment on column fact_packets.date is 'Key of dim_date: day (UTC)';
comment on column fact_packets.minute_of_day is 'Key of dim_time_of_day: minutes since midnight (UTC)';
comment on column fact_packets.src_ip is 'Key of dim_host: source address';
comment on column fact_packets.dst_ip is 'Key of dim_host: destination address';
comment on column fact_packets.src_port is 'Source port; null for what has none';
comment on column fact_packets.dst_port is 'Destination port; null for what has none';
comment on column fact_packets.protocol is 'Key of dim_protocol: protocol of this packet by itself: application protocol where recognised, else the transport. Sums by it differ from those by the protocol of the flow';
comment on column fact_packets.transport is 'Transport protocol';
comment on column fact_packets.probe is 'Who captured it: host/interface or host/file';
comment on column fact_packets.bytes is 'Bytes of the IP packet';
comment on column fact_packets.frame_bytes is 'Bytes of the frame on the wire';
comment on column fact_packets.ttl is 'Time to live (IPv4) or hop limit (IPv6)';
comment on column fact_packets.tcp_flags is 'TCP flags: FIN 1, SYN 2, RST 4, PSH 8, ACK 16, URG 32, ECE 64, CWR 128; null for what is not TCP';
comment on column fact_packets.icmp_type is 'ICMP or ICMPv6 type; null for others';
comment on column fact_packets.icmp_code is 'ICMP or ICMPv6 code; null for others';
comment on column fact_packets.vlan is 'Outermost VLAN id; null if there is none';
comment on column fact_packets.link_layer is 'Link layer';
comment on column fact_packets.name is 'What the packet says of its peer: DNS question, TLS or QUIC server name, HTTP host; null if nothing';
comment on column fact_packets.community_id is 'Community ID v1: the same for both directions of a conversation';

create or replace view fact_flow_minutes as
select window_start,
    date_trunc('second', window_start at time zone 'UTC')::timestamp(0) as time_utc,
    (window_start at time zone 'UTC')::date as date,
    (extract(hour from window_start at time zone 'UTC') * 60
        + extract(minute from window_start at time zone 'UTC'))::integer as minute_of_day,
    host(src_ip) as src_ip,
    host(dst_ip) as dst_ip,
    src_port,
    dst_port,
    protocol,
    transport,
    probe,
    packets,
    bytes,
    tcp_flags::integer as tcp_flags,
    retransmissions,
    (extract(epoch from rtt) * 1000)::double precision as rtt_millis,
    name,
    src_country as src_country_code,
    dst_country as dst_country_code,
    src_asn as src_as_number,
    dst_asn as dst_as_number,
    flow as community_id,
    case (not wadi_is_special(src_ip) and not src_ip <<= any (array(select network::inet from own_networks)))::integer * 2
            + (not wadi_is_special(dst_ip) and not dst_ip <<= any (array(select network::inet from own_networks)))::integer
        when 0 then 'internal' when 1 then 'outbound' when 2 then 'inbound' else 'external'
    end as direction,
    in_interface,
    in_interface_name,
    out_interface,
    out_interface_name,
    host(next_hop) as next_hop,
    exported_src_asn as exported_src_as_number,
    exported_dst_asn as exported_dst_as_number,
    sampling,
    date_trunc('hour', window_start at time zone 'UTC')::timestamp(0) as hour_utc,
    tos::integer as tos,
    tos::integer / 4 as dscp,
    case exported_direction when 0 then 'ingress' when 1 then 'egress' end as exported_direction,
    case end_reason when 1 then 'idle timeout' when 2 then 'active timeout' when 3 then 'end of flow detected'
        when 4 then 'forced end' when 5 then 'lack of resources' else 'reason ' || end_reason end as end_reason,
    vlan::integer as vlan
from flows
where timestamptz_cmp(window_start, (select coalesce(minutes, '-infinity') from kept_from)) <> -1;

comment on view fact_flow_minutes is 'One row per minute (or other window, by setting), 5-tuple and probe. Packets and bytes of captures that are stored packet by packet add up to those of fact_packets, by protocol to others; flow exporters and captures with --at flows have flows only. Kept for wadi.retention.flow-days';
comment on column fact_flow_minutes.window_start is 'Start of the window. Filter by this column: only the days asked for are read';
comment on column fact_flow_minutes.time_utc is 'Start of the window, UTC';
comment on column fact_flow_minutes.date is 'Key of dim_date: day (UTC)';
comment on column fact_flow_minutes.minute_of_day is 'Key of dim_time_of_day: minutes since midnight (UTC)';
comment on column fact_flow_minutes.src_ip is 'Key of dim_host: source address';
comment on column fact_flow_minutes.dst_ip is 'Key of dim_host: destination address';
comment on column fact_flow_minutes.src_port is 'Source port; null for what has none';
comment on column fact_flow_minutes.dst_port is 'Destination port; null for what has none';
comment on column fact_flow_minutes.protocol is 'Key of dim_protocol: protocol of the flow, which counts for all of its packets: application protocol where recognised, else the transport. Sums by it differ from those by the protocol of the packet';
comment on column fact_flow_minutes.transport is 'Transport protocol';
comment on column fact_flow_minutes.probe is 'Who saw it: host/interface or host/file of a capture, or the name of a flow exporter';
comment on column fact_flow_minutes.packets is 'Packets';
comment on column fact_flow_minutes.bytes is 'Bytes of the IP packets';
comment on column fact_flow_minutes.tcp_flags is 'All TCP flags seen, or-ed: FIN 1, SYN 2, RST 4, PSH 8, ACK 16, URG 32, ECE 64, CWR 128; 0 for what is not TCP';
comment on column fact_flow_minutes.retransmissions is 'TCP segments that were sent again; 0 for others, and for flows of exporters';
comment on column fact_flow_minutes.rtt_millis is 'TCP round-trip time between the probe and the destination, milliseconds; null where the handshake was not seen';
comment on column fact_flow_minutes.name is 'Last that a packet said of its peer: DNS question, TLS or QUIC server name, HTTP host; null if none did';
comment on column fact_flow_minutes.src_country_code is 'ISO 3166-1 country of the source as it was when the flow was stored';
comment on column fact_flow_minutes.dst_country_code is 'ISO 3166-1 country of the destination as it was when the flow was stored';
comment on column fact_flow_minutes.src_as_number is 'Number of the autonomous system of the source as it was when the flow was stored';
comment on column fact_flow_minutes.dst_as_number is 'Number of the autonomous system of the destination as it was when the flow was stored';
comment on column fact_flow_minutes.community_id is 'Community ID v1: the same for both directions of a conversation';
comment on column fact_flow_minutes.direction is 'By the networks in own_networks as they are now: inbound, outbound, internal (no end is outside), or external (both are)';
comment on column fact_flow_minutes.in_interface is 'SNMP index of the interface of the exporter that the packets came in by; null if the probe is no exporter or does not say';
comment on column fact_flow_minutes.in_interface_name is 'Its name in the options data of the exporter; null if there is none';
comment on column fact_flow_minutes.out_interface is 'SNMP index of the interface of the exporter that the packets left by';
comment on column fact_flow_minutes.out_interface_name is 'Its name in the options data of the exporter; null if there is none';
comment on column fact_flow_minutes.next_hop is 'Address of the next router that the exporter states';
comment on column fact_flow_minutes.exported_src_as_number is 'Number of the autonomous system of the source that the exporter states';
comment on column fact_flow_minutes.exported_dst_as_number is 'Number of the autonomous system of the destination that the exporter states';
comment on column fact_flow_minutes.sampling is 'One of how many packets the exporter looked at; packets and bytes are multiplied by it. Null if the probe is no exporter';
comment on column fact_flow_minutes.hour_utc is 'Start of the hour of the window, UTC, for charts by hour. Filter by time_utc instead: then only the days asked for are read';
comment on column fact_flow_minutes.tos is 'Type of service or traffic class that the exporter states, 0 to 255; null if the probe is no exporter or does not say';
comment on column fact_flow_minutes.dscp is 'Differentiated services code point: the upper six bits of tos';
comment on column fact_flow_minutes.exported_direction is 'Where the exporter saw the packets, field direction of Explore: ingress or egress; null if the probe is no exporter or does not say';
comment on column fact_flow_minutes.end_reason is 'Why the exporter ended the flow (IANA element 136): idle timeout, active timeout, end of flow detected, forced end, lack of resources';
comment on column fact_flow_minutes.vlan is 'Outermost VLAN id of the first packet that had one, or the one that the exporter states; null if there is none';

create or replace view fact_flow_hours as
select window_start,
    date_trunc('second', window_start at time zone 'UTC')::timestamp(0) as time_utc,
    (window_start at time zone 'UTC')::date as date,
    (extract(hour from window_start at time zone 'UTC') * 60)::integer as minute_of_day,
    host(src_ip) as src_ip,
    host(dst_ip) as dst_ip,
    protocol,
    packets,
    bytes,
    src_country as src_country_code,
    dst_country as dst_country_code,
    src_asn as src_as_number,
    dst_asn as dst_as_number,
    case (not wadi_is_special(src_ip) and not src_ip <<= any (array(select network::inet from own_networks)))::integer * 2
            + (not wadi_is_special(dst_ip) and not dst_ip <<= any (array(select network::inet from own_networks)))::integer
        when 0 then 'internal' when 1 then 'outbound' when 2 then 'inbound' else 'external'
    end as direction
from flows_hour_now
where timestamptz_cmp(window_start, (select coalesce(hours, '-infinity') from kept_from)) <> -1;

comment on view fact_flow_hours is 'One row per hour, both addresses and protocol: the sums of fact_flow_minutes, ready for long ranges. Kept for wadi.retention.hour-days. New traffic has rows of its own at first, so add up the rows of a key';
comment on column fact_flow_hours.window_start is 'Start of the hour. Filter by this column: it has the index';
comment on column fact_flow_hours.time_utc is 'Start of the hour, UTC';
comment on column fact_flow_hours.date is 'Key of dim_date: day (UTC)';
comment on column fact_flow_hours.minute_of_day is 'Key of dim_time_of_day: minutes from midnight to the start of the hour (UTC)';
comment on column fact_flow_hours.src_ip is 'Key of dim_host: source address';
comment on column fact_flow_hours.dst_ip is 'Key of dim_host: destination address';
comment on column fact_flow_hours.protocol is 'Key of dim_protocol: protocol of the flow, which counts for all of its packets: application protocol where recognised, else the transport. Sums by it differ from those by the protocol of the packet';
comment on column fact_flow_hours.packets is 'Packets';
comment on column fact_flow_hours.bytes is 'Bytes of the IP packets';
comment on column fact_flow_hours.src_country_code is 'ISO 3166-1 country of the source as it was when the first of it was stored';
comment on column fact_flow_hours.dst_country_code is 'ISO 3166-1 country of the destination as it was when the first of it was stored';
comment on column fact_flow_hours.src_as_number is 'Number of the autonomous system of the source as it was when the first of it was stored';
comment on column fact_flow_hours.dst_as_number is 'Number of the autonomous system of the destination as it was when the first of it was stored';
comment on column fact_flow_hours.direction is 'By the networks in own_networks as they are now: inbound, outbound, internal (no end is outside), or external (both are)';

create or replace view fact_flow_days as
select window_start,
    (window_start at time zone 'UTC')::date as date,
    host(src_ip) as src_ip,
    host(dst_ip) as dst_ip,
    protocol,
    packets,
    bytes,
    src_country as src_country_code,
    dst_country as dst_country_code,
    src_asn as src_as_number,
    dst_asn as dst_as_number,
    case (not wadi_is_special(src_ip) and not src_ip <<= any (array(select network::inet from own_networks)))::integer * 2
            + (not wadi_is_special(dst_ip) and not dst_ip <<= any (array(select network::inet from own_networks)))::integer
        when 0 then 'internal' when 1 then 'outbound' when 2 then 'inbound' else 'external'
    end as direction
from flows_day_now
where timestamptz_cmp(window_start, (select coalesce(days, '-infinity') from kept_from)) <> -1;

comment on view fact_flow_days is 'One row per day (UTC), both addresses and protocol: the sums of fact_flow_minutes. Kept longest, for wadi.retention.day-days. New traffic has rows of its own at first, so add up the rows of a key';
comment on column fact_flow_days.window_start is 'Start of the day. Filter by this column: it has the index';
comment on column fact_flow_days.date is 'Key of dim_date: day (UTC)';
comment on column fact_flow_days.src_ip is 'Key of dim_host: source address';
comment on column fact_flow_days.dst_ip is 'Key of dim_host: destination address';
comment on column fact_flow_days.protocol is 'Key of dim_protocol: protocol of the flow, which counts for all of its packets: application protocol where recognised, else the transport. Sums by it differ from those by the protocol of the packet';
comment on column fact_flow_days.packets is 'Packets';
comment on column fact_flow_days.bytes is 'Bytes of the IP packets';
comment on column fact_flow_days.src_country_code is 'ISO 3166-1 country of the source as it was when the first of it was stored';
comment on column fact_flow_days.dst_country_code is 'ISO 3166-1 country of the destination as it was when the first of it was stored';
comment on column fact_flow_days.src_as_number is 'Number of the autonomous system of the source as it was when the first of it was stored';
comment on column fact_flow_days.dst_as_number is 'Number of the autonomous system of the destination as it was when the first of it was stored';
comment on column fact_flow_days.direction is 'By the networks in own_networks as they are now: inbound, outbound, internal (no end is outside), or external (both are)';

create or replace view dim_host as
select host(ip) as ip,
    coalesce(hosts.name || ' (' || host(ip) || ')', host(ip)) as host,
    hosts.name,
    hosts.scope,
    family(ip) as ip_version,
    coalesce(geoip.country_code, pending.country_code) as country_code,
    coalesce(geoip.country_name, pending.country_name) as country,
    coalesce(geoip.city, pending.city) as city,
    coalesce(geoip.latitude, pending.latitude) as latitude,
    coalesce(geoip.longitude, pending.longitude) as longitude,
    coalesce(geoip.asn, pending.asn) as as_number,
    coalesce(geoip.organization, pending.organization) as as_name,
    date_trunc('second', hosts.first_seen at time zone 'UTC')::timestamp(0) as first_seen_utc,
    date_trunc('second', hosts.last_seen at time zone 'UTC')::timestamp(0) as last_seen_utc,
    hosts.name_source,
    case
        when own.network is not null then 'inside'
        when wadi_is_special(ip) then 'special'
        else 'outside'
    end as side,
    coalesce(own.network || coalesce(' ' || nullif(own.name, ''), ''), 'none') as network,
    part.net_name,
    part.net_role,
    part.net_site
from hosts_now as hosts left join geoip using (ip) full join newest_pending_places as pending using (ip)
    left join lateral (
        select network, name from own_networks where ip <<= network order by masklen(network) desc limit 1
    ) as own on true
    left join network_parts as part on part.part >>= ip
where coalesce(hosts.scope, 'other') <> 'other';

comment on view dim_host is 'One row per address that sent or received a packet';
comment on column dim_host.ip is 'Key: the address, IPv6 in RFC 5952 form';
comment on column dim_host.host is 'What to show for the address: its name with itself in brackets, or only itself. Unique, as a name alone is not';
comment on column dim_host.name is 'Name of the address that was seen on the wire: the last of the highest rank';
comment on column dim_host.scope is 'public, private, loopback, link-local, multicast, broadcast, documentation or reserved';
comment on column dim_host.ip_version is '4 or 6';
comment on column dim_host.country_code is 'ISO 3166-1 alpha-2 code of the country; null where the GeoIP database has none, as for private addresses';
comment on column dim_host.country is 'Country';
comment on column dim_host.city is 'City';
comment on column dim_host.latitude is 'Degrees north';
comment on column dim_host.longitude is 'Degrees east';
comment on column dim_host.as_number is 'Number of the autonomous system that announces the address';
comment on column dim_host.as_name is 'Organisation that runs the autonomous system';
comment on column dim_host.first_seen_utc is 'Second of its first packet, UTC';
comment on column dim_host.last_seen_utc is 'Second of its last packet, UTC';
comment on column dim_host.name_source is 'Where the name comes from, highest rank first: DNS; mDNS, LLMNR, NBNS, DHCP; SNI, HTTP. Null without a name, and for names that earlier versions stored';
comment on column dim_host.side is 'inside: in one of own_networks; outside: a public address of others; special: neither, for example multicast, broadcast or loopback';
comment on column dim_host.network is 'The smallest of own_networks that has the address, with its name; none where there is none';
comment on column dim_host.net_name is 'Name of the smallest network of the file wadi.networks.list that has the address; null without one';
comment on column dim_host.net_role is 'Its role in that file';
comment on column dim_host.net_site is 'Its site in that file';

create or replace view fact_exporter_minutes as
select minute,
    date_trunc('second', minute at time zone 'UTC')::timestamp(0) as time_utc,
    (minute at time zone 'UTC')::date as date,
    (extract(hour from minute at time zone 'UTC') * 60
        + extract(minute from minute at time zone 'UTC'))::integer as minute_of_day,
    probe,
    host(exporter) as exporter,
    port,
    domain,
    protocol,
    datagrams,
    records,
    case when protocol in ('v5', 'ipfix') then records else datagrams end as received,
    lost - late as lost,
    restarts,
    no_template,
    dropped,
    sampling,
    skew_millis
from exporter_minutes
where timestamptz_cmp(minute, (select coalesce(minutes, '-infinity') from kept_from)) <> -1;

comment on view fact_exporter_minutes is 'One row per minute, collector and stream of a flow exporter (NetFlow, IPFIX, sFlow): what was received, and what was lost. Kept for wadi.retention.flow-days';
comment on column fact_exporter_minutes.minute is 'Start of the minute in which the datagrams arrived. Filter by this column: it has an index';
comment on column fact_exporter_minutes.time_utc is 'Start of the minute, UTC';
comment on column fact_exporter_minutes.date is 'Key of dim_date, if flows of that day are stored: day (UTC)';
comment on column fact_exporter_minutes.minute_of_day is 'Key of dim_time_of_day: minutes since midnight (UTC)';
comment on column fact_exporter_minutes.probe is 'Name of the exporter, as probe of its flows; empty for what a collector dropped, whosever it was';
comment on column fact_exporter_minutes.exporter is 'Address of the exporter; for sFlow, of the agent; null for what a collector dropped';
comment on column fact_exporter_minutes.port is 'UDP port of the sender';
comment on column fact_exporter_minutes.domain is 'NetFlow v5: engine type and id; v9: source id; IPFIX: observation domain; sFlow: sub-agent';
comment on column fact_exporter_minutes.protocol is 'v5, v9, ipfix or sflow; empty for what a collector dropped';
comment on column fact_exporter_minutes.datagrams is 'Datagrams received';
comment on column fact_exporter_minutes.records is 'Records in them: flows, options data and samples';
comment on column fact_exporter_minutes.received is 'What the exporter numbers: records (v5, ipfix) or datagrams (v9, sflow). Completeness of an exporter by a protocol is sum(received) / (sum(received) + greatest(sum(lost), 0)). Before these sums of several exporters are added, multiply both by greatest(sum(records), 1) / sum(received) of each, which makes records of datagrams';
comment on column fact_exporter_minutes.lost is 'Missing in the sequence numbers, of the same kind as received; negative in a minute in which those of an earlier one arrived late';
comment on column fact_exporter_minutes.restarts is 'Jumps of the sequence numbers that are no loss: the exporter had restarted';
comment on column fact_exporter_minutes.no_template is 'Data sets whose template did not arrive in time';
comment on column fact_exporter_minutes.dropped is 'Datagrams that the kernel or the full queue of the collector dropped';
comment on column fact_exporter_minutes.sampling is 'The last sampling rate: one of so many packets; 0 if there was no flow';
comment on column fact_exporter_minutes.skew_millis is 'How much later the clock of the exporter was, at the last datagram';

create or replace view dim_time_of_day as
select minute as minute_of_day,
    make_time(minute / 60, minute % 60, 0)::time(0) as time,
    minute / 60 as hour,
    minute % 60 as minute,
    to_char(make_time(minute / 60, 0, 0), 'HH24:MI') as hour_label,
    to_char(make_time(minute / 60, minute % 60 / 15 * 15, 0), 'HH24:MI') as quarter_hour_label
from generate_series(0, 1439) as minute;

comment on view dim_time_of_day is 'One row per minute of the day (UTC)';
comment on column dim_time_of_day.minute_of_day is 'Key: minutes since midnight, 0 to 1439';
comment on column dim_time_of_day.time is 'The minute as a time of day';
comment on column dim_time_of_day.hour is 'Hour, 0 to 23';
comment on column dim_time_of_day.minute is 'Minute of the hour, 0 to 59';
comment on column dim_time_of_day.hour_label is 'Start of the hour, as 13:00';
comment on column dim_time_of_day.quarter_hour_label is 'Start of the quarter of an hour, as 13:45';
