package io.wadi.lake;

import io.wadi.net.IpAddress;
import io.wadi.packet.Packet;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;

/**
 * Writes packets into the columns of {@link LakeSchema}, in its order. Parquet's columns take a value and its
 * definition level: 0 for null, which a required column never has.
 */
final class PacketColumns {

    private static final int NONE = -1;
    private static final long NANOS_PER_MICRO = 1000;

    private final ColumnWriteStore store;
    private final ColumnWriter[] columns;
    private final int[] levels;
    private int next;

    PacketColumns(ColumnWriteStore store, List<ColumnDescriptor> descriptors) {
        this.store = store;
        columns = descriptors.stream().map(store::getColumnWriter).toArray(ColumnWriter[]::new);
        levels = descriptors.stream()
                .mapToInt(ColumnDescriptor::getMaxDefinitionLevel)
                .toArray();
    }

    void write(Packet packet) {
        Packet.Tcp tcp = packet.tcp();
        Packet.Icmp icmp = packet.icmp();
        next = 0;
        address(packet.src());
        address(packet.dst());
        integer(packet.srcPort(), Packet.NO_PORT);
        integer(packet.dstPort(), Packet.NO_PORT);
        text(packet.protocol());
        integer(packet.size());
        text(packet.type());
        timestamp(packet);
        text(packet.transport());
        integer(packet.length());
        integer(packet.ttl(), NONE);
        integer(tcp == null ? NONE : tcp.flags(), NONE);
        integer(icmp == null ? NONE : icmp.type(), NONE);
        integer(icmp == null ? NONE : icmp.code(), NONE);
        integer(packet.vlan().isEmpty() ? NONE : packet.vlan().get(0), NONE);
        text(packet.name());
        text(packet.flow());
        text(packet.probe());
        store.endRecord();
    }

    /** Microseconds since the epoch, as in table {@code traffic}. */
    static long micros(Packet packet) {
        return packet.timestampNanos() / NANOS_PER_MICRO;
    }

    private void address(IpAddress address) {
        text(address.toString());
    }

    private void text(String text) {
        if (text == null) {
            none();
        } else {
            columns[next].write(Binary.fromString(text), 0, levels[next]);
            next++;
        }
    }

    private void timestamp(Packet packet) {
        columns[next].write(micros(packet), 0, levels[next]);
        next++;
    }

    private void integer(int value) {
        columns[next].write(value, 0, levels[next]);
        next++;
    }

    private void integer(int value, int absent) {
        if (value == absent) {
            none();
        } else {
            integer(value);
        }
    }

    private void none() {
        if (levels[next] == 0) {
            throw new IllegalArgumentException(
                    "a packet without " + LakeSchema.COLUMNS.columns().get(next).name());
        }
        columns[next].writeNull(0, 0);
        next++;
    }
}
