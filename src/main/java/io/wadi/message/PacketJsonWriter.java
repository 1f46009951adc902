package io.wadi.message;

import io.wadi.net.AddressName;
import io.wadi.net.TimestampText;
import io.wadi.packet.Packet;
import java.util.List;

/**
 * Writes packets as the JSON objects of topic {@code packets} (docs/packet-messages.md): a superset of the origin project's message.
 * Not thread-safe.
 */
public final class PacketJsonWriter {

    private final JsonBytes json = new JsonBytes();
    private final TimestampText timestamp = new TimestampText();

    public byte[] write(Packet packet) {
        json.reset().open('{');
        writeHeaders(packet);
        writeDetails(packet);
        return json.close('}').toByteArray();
    }

    private void writeHeaders(Packet packet) {
        json.field(PacketField.IP).open('{');
        json.field(PacketField.SRC).address(packet.src());
        json.field(PacketField.DST).address(packet.dst());
        json.field(PacketField.VERSION).number(packet.version());
        if (packet.ttl() >= 0) {
            json.field(PacketField.TTL).number(packet.ttl());
        }
        json.close('}');
        json.field(PacketField.PROTOCOL).text(packet.protocol());
        json.field(PacketField.TRANSPORT).text(packet.transport());
        json.field(PacketField.SIZE).number(packet.size());
        writePorts(packet.srcPort(), packet.dstPort());
        if (packet.type() != null) {
            json.field(PacketField.TYPE).text(packet.type());
        }
        json.field(PacketField.TIMESTAMP).seconds(timestamp, packet.timestampNanos());
        json.field(PacketField.LENGTH).number(packet.length());
        json.field(PacketField.CAPTURED).number(packet.captured());
    }

    private void writeDetails(Packet packet) {
        writeTcp(packet.tcp());
        writeIcmp(packet.icmp());
        writeFragment(packet.fragment());
        writeNumbers(PacketField.VLAN, packet.vlan());
        writeNumbers(PacketField.MPLS, packet.mpls());
        writeMacs(packet.macSrc(), packet.macDst());
        writeTunnel(packet.tunnel());
        if (packet.name() != null) {
            json.field(PacketField.NAME).text(packet.name());
        }
        if (packet.proxied()) {
            json.field(PacketField.PROXIED).bool(true);
        }
        writeAnswers(packet.answers());
        if (packet.flow() != null) {
            json.field(PacketField.FLOW).text(packet.flow());
        }
        json.field(PacketField.PROBE).text(packet.probe());
    }

    private void writeTcp(Packet.Tcp tcp) {
        if (tcp == null) {
            return;
        }
        json.field(PacketField.TCP).open('{');
        json.field(PacketField.FLAGS).number(tcp.flags());
        json.field(PacketField.SEQ).number(tcp.seq());
        json.field(PacketField.ACK).number(tcp.ack());
        json.field(PacketField.WINDOW).number(tcp.window());
        json.field(PacketField.PAYLOAD).number(tcp.payload());
        json.close('}');
    }

    private void writeIcmp(Packet.Icmp icmp) {
        if (icmp == null) {
            return;
        }
        json.field(PacketField.ICMP).open('{');
        json.field(PacketField.TYPE).number(icmp.type());
        json.field(PacketField.CODE).number(icmp.code());
        json.close('}');
    }

    private void writeFragment(Packet.Fragment fragment) {
        if (fragment == null) {
            return;
        }
        json.field(PacketField.FRAGMENT).open('{');
        json.field(PacketField.ID).number(fragment.id());
        json.field(PacketField.OFFSET).number(fragment.offset());
        json.field(PacketField.MORE).bool(fragment.more());
        writePorts(fragment.srcPort(), fragment.dstPort());
        json.close('}');
    }

    private void writeAnswers(List<AddressName> answers) {
        if (answers.isEmpty()) {
            return;
        }
        json.field(PacketField.ANSWERS).open('[');
        for (AddressName answer : answers) {
            json.open('{');
            json.field(PacketField.IP).address(answer.ip());
            json.field(PacketField.NAME).text(answer.name());
            json.close('}');
        }
        json.close(']');
    }

    private void writeTunnel(Packet.Tunnel tunnel) {
        if (tunnel == null) {
            return;
        }
        json.field(PacketField.TUNNEL).open('{');
        json.field(PacketField.TYPE).text(tunnel.type());
        if (tunnel.id() >= 0) {
            json.field(PacketField.ID).number(tunnel.id());
        }
        if (tunnel.src() != null) {
            json.field(PacketField.SRC).address(tunnel.src());
            json.field(PacketField.DST).address(tunnel.dst());
        }
        writePorts(tunnel.srcPort(), tunnel.dstPort());
        if (tunnel.protocol() != null) {
            json.field(PacketField.PROTOCOL).text(tunnel.protocol());
        }
        json.close('}');
    }

    private void writePorts(int source, int destination) {
        if (source == Packet.NO_PORT && destination == Packet.NO_PORT) {
            return;
        }
        json.field(PacketField.PORT).open('{');
        if (source != Packet.NO_PORT) {
            json.field(PacketField.SRC).number(source);
        }
        if (destination != Packet.NO_PORT) {
            json.field(PacketField.DST).number(destination);
        }
        json.close('}');
    }

    private void writeMacs(long source, long destination) {
        if (source == Packet.NO_MAC && destination == Packet.NO_MAC) {
            return;
        }
        json.field(PacketField.MAC).open('{');
        if (source != Packet.NO_MAC) {
            json.field(PacketField.SRC).mac(source);
        }
        if (destination != Packet.NO_MAC) {
            json.field(PacketField.DST).mac(destination);
        }
        json.close('}');
    }

    private void writeNumbers(PacketField field, List<Integer> numbers) {
        if (numbers.isEmpty()) {
            return;
        }
        json.field(field).open('[');
        for (int number : numbers) {
            json.number(number);
        }
        json.close(']');
    }
}
