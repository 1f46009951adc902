-- How Wadi stored a batch of flows until sums were appended: the yardstick of ./wadi bench. It updates hours, days, hosts,
-- names and places in the same statement.
with fence as (
    update ingest_offsets
    set next_offset = :#nextOffset, packets = packets + :#packets, dead = dead + :#dead, updated_at = now()
    where consumer = :#WadiConsumer and topic = :#topic and partition = :#partition and next_offset = :#firstOffset
    returning 1
),
batch as (
    select to_timestamp(window_start) as window_start, src_ip::inet, dst_ip::inet,
        nullif(src_port, -1) as src_port, nullif(dst_port, -1) as dst_port, transport, probe, protocol, packets,
        bytes, tcp_flags, timestamptz 'epoch' + first_seen * interval '1 microsecond' as first_seen,
        timestamptz 'epoch' + last_seen * interval '1 microsecond' as last_seen,
        nullif(rtt, -1) * interval '1 microsecond' as rtt, retransmissions,
        name, flow, src_country, dst_country, src_asn, dst_asn
    from unnest(:#windowStarts::bigint[], :#srcIps::text[], :#dstIps::text[], :#srcPorts::int[], :#dstPorts::int[],
        :#transports::text[], :#probes::text[], :#protocols::text[], :#flowPackets::bigint[], :#flowBytes::bigint[],
        :#tcpFlags::int[], :#firstSeen::bigint[], :#lastSeen::bigint[], :#rtts::bigint[],
        :#retransmissions::bigint[], :#names::text[], :#flowIds::text[],
        :#srcCountries::text[], :#dstCountries::text[], :#srcAsns::bigint[], :#dstAsns::bigint[])
        as flow (window_start, src_ip, dst_ip, src_port, dst_port, transport, probe, protocol, packets, bytes,
        tcp_flags, first_seen, last_seen, rtt, retransmissions, name, flow, src_country, dst_country, src_asn,
        dst_asn)
    where exists (select from fence)
),
stored_flows as (
    insert into flows as f (window_start, src_ip, dst_ip, src_port, dst_port, transport, probe, protocol, packets,
        bytes, tcp_flags, first_seen, last_seen, rtt, retransmissions, name, flow, src_country, dst_country, src_asn,
        dst_asn)
    select window_start, src_ip, dst_ip, src_port, dst_port, transport, probe, protocol, packets,
        bytes, tcp_flags, first_seen, last_seen, rtt, retransmissions, name, flow, src_country, dst_country, src_asn,
        dst_asn
    from batch
    on conflict (window_start, src_ip, dst_ip, src_port, dst_port, transport, probe) do update set
        packets = f.packets + excluded.packets,
        bytes = f.bytes + excluded.bytes,
        tcp_flags = f.tcp_flags | excluded.tcp_flags,
        first_seen = least(f.first_seen, excluded.first_seen),
        last_seen = greatest(f.last_seen, excluded.last_seen),
        rtt = coalesce(f.rtt, excluded.rtt),
        retransmissions = f.retransmissions + excluded.retransmissions,
        name = coalesce(excluded.name, f.name),
        flow = coalesce(f.flow, excluded.flow),
        protocol = case when f.protocol = f.transport then excluded.protocol else f.protocol end
),
stored_hours as (
    insert into flows_hour as r (window_start, src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country,
        src_asn, dst_asn)
    select date_trunc('hour', window_start, 'UTC') as start, src_ip, dst_ip, protocol, sum(packets), sum(bytes),
        max(src_country), max(dst_country), max(src_asn), max(dst_asn)
    from batch
    group by start, src_ip, dst_ip, protocol
    order by start, src_ip, dst_ip, protocol
    on conflict (window_start, src_ip, dst_ip, protocol) do update set
        packets = r.packets + excluded.packets,
        bytes = r.bytes + excluded.bytes
),
stored_days as (
    insert into flows_day as r (window_start, src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country,
        src_asn, dst_asn)
    select date_trunc('day', window_start, 'UTC') as start, src_ip, dst_ip, protocol, sum(packets), sum(bytes),
        max(src_country), max(dst_country), max(src_asn), max(dst_asn)
    from batch
    group by start, src_ip, dst_ip, protocol
    order by start, src_ip, dst_ip, protocol
    on conflict (window_start, src_ip, dst_ip, protocol) do update set
        packets = r.packets + excluded.packets,
        bytes = r.bytes + excluded.bytes
),
-- The addresses of the batch; without a packet those that were only named in it. A name makes no host: where there is
-- no row of the address yet, it waits in host_names for the first packet. (A count, because PostgreSQL may answer an
-- exists for every row by reading all of hosts.)
batch_hosts as (
    select ip::inet as ip, timestamptz 'epoch' + first_seen * interval '1 microsecond' as first_seen,
        timestamptz 'epoch' + last_seen * interval '1 microsecond' as last_seen,
        packets_sent, packets_received, bytes_sent, bytes_received, name, scope,
        packets_sent + packets_received > 0 or (select count(*) > 0 from hosts where hosts.ip = host.ip::inet) as is_host
    from unnest(:#hosts::text[], :#hostFirstSeen::bigint[], :#hostLastSeen::bigint[], :#packetsSent::bigint[],
        :#packetsReceived::bigint[], :#bytesSent::bigint[], :#bytesReceived::bigint[], :#hostNames::text[],
        :#scopes::text[])
        as host (ip, first_seen, last_seen, packets_sent, packets_received, bytes_sent, bytes_received, name, scope)
    where exists (select from fence)
),
-- An address without a packet was seen from the end of time to its beginning, which moves neither bound of its row.
stored_hosts as (
    insert into hosts as h (ip, first_seen, last_seen, packets_sent, packets_received, bytes_sent, bytes_received,
        name, scope)
    select ip, first_seen, last_seen, packets_sent, packets_received, bytes_sent, bytes_received,
        coalesce(name, (
            select waiting.name
            from host_names as waiting
            where waiting.ip = b.ip
                and not exists (select from hosts where hosts.ip = b.ip and hosts.name is not null))),
        scope
    from batch_hosts as b
    where is_host
    on conflict (ip) do update set
        first_seen = least(h.first_seen, excluded.first_seen),
        last_seen = greatest(h.last_seen, excluded.last_seen),
        packets_sent = h.packets_sent + excluded.packets_sent,
        packets_received = h.packets_received + excluded.packets_received,
        bytes_sent = h.bytes_sent + excluded.bytes_sent,
        bytes_received = h.bytes_received + excluded.bytes_received,
        name = coalesce(excluded.name, h.name)
),
stored_names as (
    insert into host_names as n (ip, name)
    select ip, name
    from batch_hosts as b
    where not is_host
    on conflict (ip) do update set name = excluded.name, learnt_at = now()
),
stored_places as (
    insert into geoip as g (ip, country_code, country_name, city, latitude, longitude, asn, organization,
        database_date)
    select ip::inet, country_code, country_name, city, latitude, longitude, asn, organization, database_date
    from unnest(:#places::text[], :#countryCodes::text[], :#countryNames::text[], :#cities::text[],
        :#latitudes::float8[], :#longitudes::float8[], :#asns::bigint[], :#organizations::text[],
        :#databaseDates::date[])
        as place (ip, country_code, country_name, city, latitude, longitude, asn, organization, database_date)
    where exists (select from fence)
    on conflict (ip) do update set
        country_code = excluded.country_code,
        country_name = excluded.country_name,
        city = excluded.city,
        latitude = excluded.latitude,
        longitude = excluded.longitude,
        asn = excluded.asn,
        organization = excluded.organization,
        database_date = excluded.database_date
    where g.database_date is distinct from excluded.database_date
)
select count(*) from fence
