-- Stores a batch of flows and moves the stored offset, in one transaction. Sums that several stores change (hours, days,
-- hosts, names, places) are only appended, so that no store waits for another; route fold adds them up. The rows of
-- flows and ingest_probes belong to one partition, because a conversation does. The fence moves the offset only from
-- the start of the batch, and only in the topic that the batch was read from. A batch that is a duplicate, out of order,
-- or from a topic that was recreated since updates no row and stores nothing. Nor does a batch whose offset another
-- transaction holds: the batches of other partitions would wait too. Returns the number of moved offsets: 1 or 0.
-- The arrays of flows are of those that are stored here; the others are copied (copy-flows.sql) in the same transaction. The
-- arrays of what only exporters know are empty if there are none. The sums are of all, added up by hour, hosts and protocol.
with given as materialized (
    select
        :#windowStarts::bigint[] as window_starts, :#srcIps::text[] as src_ips, :#dstIps::text[] as dst_ips,
        :#srcPorts::int[] as src_ports, :#dstPorts::int[] as dst_ports, :#transports::text[] as transports,
        :#probes::text[] as probes, :#protocols::text[] as protocols, :#flowPackets::bigint[] as packets,
        :#flowBytes::bigint[] as bytes, :#tcpFlags::int[] as tcp_flags, :#firstSeen::bigint[] as first_seen,
        :#lastSeen::bigint[] as last_seen, :#rtts::bigint[] as rtts, :#retransmissions::bigint[] as retransmissions,
        :#names::text[] as flow_names, :#flowIds::text[] as flow_ids, :#srcCountries::text[] as src_countries,
        :#dstCountries::text[] as dst_countries, :#srcAsns::bigint[] as src_asns, :#dstAsns::bigint[] as dst_asns,
        :#vlans::int[] as vlans,
        :#inInterfaces::bigint[] as in_interfaces, :#outInterfaces::bigint[] as out_interfaces,
        :#exportedSrcAsns::bigint[] as exported_src_asns, :#exportedDstAsns::bigint[] as exported_dst_asns,
        :#samplings::bigint[] as samplings, :#nextHops::text[] as next_hops,
        :#inInterfaceNames::text[] as in_interface_names, :#outInterfaceNames::text[] as out_interface_names,
        :#tosOfFlows::int[] as tos_of_flows, :#exportedDirections::int[] as exported_directions,
        :#endReasons::int[] as end_reasons,
        :#sumHours::bigint[] as sum_hours, :#sumSrcIps::text[] as sum_src_ips, :#sumDstIps::text[] as sum_dst_ips,
        :#sumProtocols::text[] as sum_protocols, :#sumPackets::bigint[] as sum_packets, :#sumBytes::bigint[] as sum_bytes,
        :#sumFirstSeen::bigint[] as sum_first_seen, :#sumLastSeen::bigint[] as sum_last_seen,
        :#sumSrcCountries::text[] as sum_src_countries, :#sumDstCountries::text[] as sum_dst_countries,
        :#sumSrcAsns::bigint[] as sum_src_asns, :#sumDstAsns::bigint[] as sum_dst_asns,
        (:#namedIps::text[])::inet[] as named_ips, :#namesOfIps::text[] as names,
        :#nameSources::text[] as name_sources, (:#places::text[])::inet[] as places,
        :#countryCodes::text[] as country_codes, :#countryNames::text[] as country_names, :#cities::text[] as cities,
        :#latitudes::float8[] as latitudes, :#longitudes::float8[] as longitudes, :#asns::bigint[] as asns,
        :#organizations::text[] as organizations, :#databaseDates::date[] as database_dates
),
fence as (
    update ingest_offsets
    set next_offset = :#nextOffset, leader_epoch = :#leaderEpoch::integer,
        packets = wadi_plus(packets, :#packets), dead = dead + :#dead,
        updated_at = now(),
        -- A packet from the future must not suggest that everything until then is stored.
        stored_until = coalesce(least(now(), (
            select timestamptz 'epoch' + max(seen) * interval '1 microsecond'
            from (select unnest(sum_last_seen) as seen from given) as packet
        )), stored_until)
    where consumer = :#WadiConsumer and topic = :#topic and partition = :#partition and next_offset = :#firstOffset
        and topic_id is not distinct from :#topicId::text
        and exists (
            select from ingest_offsets
            where consumer = :#WadiConsumer and topic = :#topic and partition = :#partition
            for no key update skip locked
        )
    returning 1
),
-- One array per column. A select list turns them into rows one by one; a from clause would first store all of them.
-- (offset 0 prevents PostgreSQL from merging the two selects.)
batch as (
    select to_timestamp(window_start) as window_start, src_ip::inet, dst_ip::inet,
        nullif(src_port, -1) as src_port, nullif(dst_port, -1) as dst_port, transport, probe, protocol, packets,
        bytes, tcp_flags, timestamptz 'epoch' + first_seen * interval '1 microsecond' as first_seen,
        timestamptz 'epoch' + last_seen * interval '1 microsecond' as last_seen,
        nullif(rtt, -1) * interval '1 microsecond' as rtt, retransmissions,
        name, flow, src_country, dst_country, src_asn, dst_asn, nullif(vlan, 0) as vlan,
        nullif(in_interface, -1) as in_interface, nullif(out_interface, -1) as out_interface,
        nullif(exported_src_asn, -1) as exported_src_asn, nullif(exported_dst_asn, -1) as exported_dst_asn,
        nullif(sampling, -1) as sampling, next_hop::inet, in_interface_name, out_interface_name,
        nullif(tos, -1) as tos, nullif(exported_direction, -1) as exported_direction,
        nullif(end_reason, -1) as end_reason
    from (
        select unnest(window_starts) as window_start, unnest(src_ips) as src_ip, unnest(dst_ips) as dst_ip,
            unnest(src_ports) as src_port, unnest(dst_ports) as dst_port, unnest(transports) as transport,
            unnest(probes) as probe, unnest(protocols) as protocol, unnest(packets) as packets,
            unnest(bytes) as bytes, unnest(tcp_flags) as tcp_flags, unnest(first_seen) as first_seen,
            unnest(last_seen) as last_seen, unnest(rtts) as rtt, unnest(retransmissions) as retransmissions,
            unnest(flow_names) as name, unnest(flow_ids) as flow, unnest(src_countries) as src_country,
            unnest(dst_countries) as dst_country, unnest(src_asns) as src_asn, unnest(dst_asns) as dst_asn,
            unnest(vlans) as vlan,
            unnest(in_interfaces) as in_interface, unnest(out_interfaces) as out_interface,
            unnest(exported_src_asns) as exported_src_asn, unnest(exported_dst_asns) as exported_dst_asn,
            unnest(samplings) as sampling, unnest(next_hops) as next_hop,
            unnest(in_interface_names) as in_interface_name, unnest(out_interface_names) as out_interface_name,
            unnest(tos_of_flows) as tos, unnest(exported_directions) as exported_direction,
            unnest(end_reasons) as end_reason
        from given
        offset 0
    ) as flow
    where exists (select from fence)
),
stored_flows as (
    insert into flows as f (window_start, src_ip, dst_ip, src_port, dst_port, transport, probe, protocol, packets,
        bytes, tcp_flags, first_seen, last_seen, rtt, retransmissions, name, flow, src_country, dst_country, src_asn,
        dst_asn, vlan, in_interface, out_interface, exported_src_asn, exported_dst_asn, sampling, next_hop, in_interface_name,
        out_interface_name, tos, exported_direction, end_reason)
    select window_start, src_ip, dst_ip, src_port, dst_port, transport, probe, protocol, packets,
        bytes, tcp_flags, first_seen, last_seen, rtt, retransmissions, name, flow, src_country, dst_country, src_asn,
        dst_asn, vlan, in_interface, out_interface, exported_src_asn, exported_dst_asn, sampling, next_hop, in_interface_name,
        out_interface_name, tos, exported_direction, end_reason
    from batch
    on conflict (window_start, src_ip, dst_ip, src_port, dst_port, transport, probe) do update set
        packets = wadi_plus(f.packets, excluded.packets),
        bytes = wadi_plus(f.bytes, excluded.bytes),
        tcp_flags = f.tcp_flags | excluded.tcp_flags,
        first_seen = least(f.first_seen, excluded.first_seen),
        last_seen = greatest(f.last_seen, excluded.last_seen),
        rtt = coalesce(f.rtt, excluded.rtt),
        retransmissions = wadi_plus(f.retransmissions, excluded.retransmissions),
        name = coalesce(excluded.name, f.name),
        flow = coalesce(f.flow, excluded.flow),
        protocol = case when f.protocol = f.transport then excluded.protocol else f.protocol end,
        vlan = coalesce(f.vlan, excluded.vlan),
        in_interface = coalesce(excluded.in_interface, f.in_interface),
        out_interface = coalesce(excluded.out_interface, f.out_interface),
        exported_src_asn = coalesce(excluded.exported_src_asn, f.exported_src_asn),
        exported_dst_asn = coalesce(excluded.exported_dst_asn, f.exported_dst_asn),
        sampling = coalesce(excluded.sampling, f.sampling),
        next_hop = coalesce(excluded.next_hop, f.next_hop),
        tos = coalesce(excluded.tos, f.tos),
        exported_direction = coalesce(excluded.exported_direction, f.exported_direction),
        end_reason = coalesce(excluded.end_reason, f.end_reason),
        in_interface_name = case when excluded.in_interface <> f.in_interface then excluded.in_interface_name
            else coalesce(excluded.in_interface_name, f.in_interface_name) end,
        out_interface_name = case when excluded.out_interface <> f.out_interface then excluded.out_interface_name
            else coalesce(excluded.out_interface_name, f.out_interface_name) end
),
stored_probes as (
    insert into ingest_probes as p (consumer, topic, partition, probe, packets)
    select :#WadiConsumer::text, :#topic::text, :#partition::integer, probe, packets
    from unnest(:#probesOfBatch::text[], :#packetsOfProbes::bigint[]) as stored (probe, packets)
    where exists (select from fence)
    on conflict (consumer, topic, partition, probe) do update set
        packets = wadi_plus(p.packets, excluded.packets),
        updated_at = now()
),
-- Without the places that geoip has from the same or a newer database. (A count, because PostgreSQL may evaluate not exists
-- by reading all of geoip.)
new_places as (
    select coalesce(array_agg(place), '{}') as places, coalesce(array_agg(country_code), '{}') as country_codes,
        coalesce(array_agg(country_name), '{}') as country_names, coalesce(array_agg(city), '{}') as cities,
        coalesce(array_agg(latitude), '{}') as latitudes, coalesce(array_agg(longitude), '{}') as longitudes,
        coalesce(array_agg(asn), '{}') as asns, coalesce(array_agg(organization), '{}') as organizations,
        coalesce(array_agg(database_date), '{}') as database_dates
    from (
        select unnest(places) as place, unnest(country_codes) as country_code, unnest(country_names) as country_name,
            unnest(cities) as city, unnest(latitudes) as latitude, unnest(longitudes) as longitude,
            unnest(asns) as asn, unnest(organizations) as organization, unnest(database_dates) as database_date
        from given
        offset 0
    ) as place
    where (select count(*) = 0 from geoip as known
        where known.ip = place.place and known.database_date >= place.database_date)
),
pending as (
    insert into pending_batches (sums,
        window_starts, src_ips, dst_ips, protocols, packets, bytes, src_countries, dst_countries, src_asns, dst_asns,
        first_seen, last_seen, named_ips, names, name_sources, places, country_codes, country_names, cities,
        latitudes, longitudes, asns, organizations, database_dates)
    select cardinality(sum_hours) + cardinality(named_ips) + cardinality(new_places.places),
        sum_hours, sum_src_ips, sum_dst_ips, sum_protocols, sum_packets, sum_bytes, sum_src_countries, sum_dst_countries,
        sum_src_asns, sum_dst_asns, sum_first_seen, sum_last_seen, named_ips, names, name_sources, new_places.places, new_places.country_codes,
        new_places.country_names, new_places.cities, new_places.latitudes, new_places.longitudes, new_places.asns,
        new_places.organizations, new_places.database_dates
    from given, new_places
    where cardinality(sum_hours) + cardinality(named_ips) > 0 and exists (select from fence)
)
select count(*) from fence
