package io.wadi.lake;

import io.wadi.message.PacketBatch;
import io.wadi.message.ReadBatch;
import io.wadi.packet.Packet;
import io.wadi.packet.PacketMemory;
import java.util.Comparator;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types.IntegerType;
import org.apache.iceberg.types.Types.StringType;
import org.apache.iceberg.types.Types.TimestampType;

/** The rows of table {@code packets}: the columns of table {@code traffic} in PostgreSQL, with addresses as text. */
final class PacketFormat implements RowFormat<Packet> {

    private static final Schema COLUMNS = new Fields()
            .required("src_ip", StringType.get(), "Source address; IPv6 as in RFC 5952")
            .required("dst_ip", StringType.get(), "Destination address")
            .optional("src_port", IntegerType.get(), "Source port")
            .optional("dst_port", IntegerType.get(), "Destination port")
            .required("protocol", StringType.get(), "Application protocol if recognised, otherwise the transport")
            .required("bytes", IntegerType.get(), "Bytes of the IP packet")
            .optional("type", StringType.get(), "Link layer")
            .required("timestamp", TimestampType.withZone(), "Time of capture")
            .required("transport", StringType.get(), "Transport protocol")
            .required("length", IntegerType.get(), "Bytes of the frame on the wire")
            .optional("ttl", IntegerType.get(), "IPv4 time to live or IPv6 hop limit")
            .optional("tcp_flags", IntegerType.get(), "Flag bits of TCP: CWR, ECE, URG, ACK, PSH, RST, SYN, FIN")
            .optional("icmp_type", IntegerType.get(), "ICMP type")
            .optional("icmp_code", IntegerType.get(), "ICMP code")
            .optional("vlan", IntegerType.get(), "Outermost VLAN id")
            .optional("name", StringType.get(), "Name of the packet's peer")
            .optional("flow", StringType.get(), "Community ID of the conversation")
            .required("probe", StringType.get(), "Name of the probe")
            .schema();

    private static final int NONE = -1;
    private static final long NANOS_PER_MICRO = 1000;

    @Override
    public Schema columns() {
        return COLUMNS;
    }

    @Override
    public String time() {
        return LakeContent.PACKETS.time();
    }

    /** Microseconds, as in table {@code traffic}. */
    @Override
    public long micros(Packet packet) {
        return packet.timestampNanos() / NANOS_PER_MICRO;
    }

    @Override
    public List<String> addresses() {
        return List.of("src_ip", "dst_ip");
    }

    @Override
    public List<String> sortedBy() {
        return List.of("flow", "timestamp");
    }

    @Override
    public Comparator<Packet> order() {
        return Comparator.comparing(Packet::flow, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparingLong(Packet::timestampNanos);
    }

    @Override
    public List<Packet> rows(ReadBatch batch) {
        return ((PacketBatch) batch).packets();
    }

    @Override
    public long packets(Packet packet) {
        return 1;
    }

    @Override
    public long heldBytes(List<Packet> packets) {
        return PacketMemory.of(packets);
    }

    @Override
    public void write(Packet packet, RowColumns columns) {
        Packet.Tcp tcp = packet.tcp();
        Packet.Icmp icmp = packet.icmp();
        columns.address(packet.src());
        columns.address(packet.dst());
        columns.integer(packet.srcPort(), Packet.NO_PORT);
        columns.integer(packet.dstPort(), Packet.NO_PORT);
        columns.text(packet.protocol());
        columns.integer(packet.size());
        columns.text(packet.type());
        columns.number(micros(packet));
        columns.text(packet.transport());
        columns.integer(packet.length());
        columns.integer(packet.ttl(), NONE);
        columns.integer(tcp == null ? NONE : tcp.flags(), NONE);
        columns.integer(icmp == null ? NONE : icmp.type(), NONE);
        columns.integer(icmp == null ? NONE : icmp.code(), NONE);
        columns.integer(packet.vlan().isEmpty() ? NONE : packet.vlan().get(0), NONE);
        columns.text(packet.name());
        columns.text(packet.flow());
        columns.text(packet.probe());
    }
}
