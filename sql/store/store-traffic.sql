-- Stores a batch of packets and moves the offset that it came from, all or nothing. The fence moves the offset only
-- from where the batch began: a batch that was stored before, or is out of turn, finds no row and stores nothing.
-- Answers how many offsets were moved: 1 or 0.
with fence as (
    update ingest_offsets
    set next_offset = :#nextOffset, packets = packets + :#packets, dead = dead + :#dead, updated_at = now()
    where consumer = :#WadiConsumer and topic = :#topic and partition = :#partition and next_offset = :#firstOffset
    returning 1
),
stored as (
    insert into traffic (src_ip, dst_ip, src_port, dst_port, protocol, bytes, type, "timestamp", transport, length,
        ttl, tcp_flags, icmp_type, icmp_code, vlan, name, flow, probe)
    select src_ip::inet, dst_ip::inet, nullif(src_port, -1), nullif(dst_port, -1), protocol, bytes, type,
        timestamptz 'epoch' + micros * interval '1 microsecond', transport, length,
        nullif(ttl, -1), nullif(tcp_flags, -1), nullif(icmp_type, -1), nullif(icmp_code, -1), nullif(vlan, -1),
        name, flow, probe
    from unnest(:#srcIps::text[], :#dstIps::text[], :#srcPorts::int[], :#dstPorts::int[], :#protocols::text[],
        :#sizes::int[], :#types::text[], :#timestamps::bigint[], :#transports::text[], :#lengths::int[],
        :#ttls::int[], :#tcpFlags::int[], :#icmpTypes::int[], :#icmpCodes::int[], :#vlans::int[],
        :#names::text[], :#flows::text[], :#probes::text[])
        as packet (src_ip, dst_ip, src_port, dst_port, protocol, bytes, type, micros, transport, length,
        ttl, tcp_flags, icmp_type, icmp_code, vlan, name, flow, probe)
    where exists (select from fence)
)
select count(*) from fence
