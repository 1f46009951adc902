package io.wadi.store;

import io.wadi.packet.Packet;
import java.util.Comparator;
import java.util.List;

/** Packets as rows for {@code copy-traffic.sql}. */
final class TrafficRows {

    private static final int COLUMNS = 18;
    private static final int NONE = -1;
    private static final long NANOS_PER_DAY = 86_400_000_000_000L;
    private static final long NANOS_PER_MICRO = 1000;

    private TrafficRows() {}

    static BinaryCopy of(List<Packet> packets) {
        BinaryCopy rows = new BinaryCopy();
        for (Packet packet : byDay(packets)) {
            write(packet, rows.row(COLUMNS));
        }
        return rows.end();
    }

    /**
     * Groups the packets by day, because each day is a table, and PostgreSQL's COPY flushes its buffers if rows
     * alternate between more than a few tables. The order within a day stays.
     */
    private static List<Packet> byDay(List<Packet> packets) {
        for (Packet packet : packets) {
            if (day(packet) != day(packets.get(0))) {
                return packets.stream()
                        .sorted(Comparator.comparingLong(TrafficRows::day))
                        .toList();
            }
        }
        return packets;
    }

    /** The UTC day of a packet's row, counted from 1970-01-01. */
    static long day(Packet packet) {
        return Math.floorDiv(packet.timestampNanos(), NANOS_PER_DAY);
    }

    private static void write(Packet packet, BinaryCopy row) {
        Packet.Tcp tcp = packet.tcp();
        Packet.Icmp icmp = packet.icmp();
        row.inet(packet.src())
                .inet(packet.dst())
                .integer(packet.srcPort(), Packet.NO_PORT)
                .integer(packet.dstPort(), Packet.NO_PORT)
                .text(packet.protocol())
                .integer(packet.size())
                .text(packet.type())
                .timestamp(packet.timestampNanos() / NANOS_PER_MICRO)
                .text(packet.transport())
                .integer(packet.length())
                .smallint(packet.ttl(), NONE)
                .smallint(tcp == null ? NONE : tcp.flags(), NONE)
                .smallint(icmp == null ? NONE : icmp.type(), NONE)
                .smallint(icmp == null ? NONE : icmp.code(), NONE)
                .integer(packet.vlan().isEmpty() ? NONE : packet.vlan().get(0), NONE)
                .text(packet.name())
                .text(packet.flow())
                .text(packet.probe());
    }
}
