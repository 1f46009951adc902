package io.wadi.message;

import static io.wadi.message.PacketField.ACK;
import static io.wadi.message.PacketField.ANSWERS;
import static io.wadi.message.PacketField.CAPTURED;
import static io.wadi.message.PacketField.CODE;
import static io.wadi.message.PacketField.DST;
import static io.wadi.message.PacketField.FLAGS;
import static io.wadi.message.PacketField.FLOW;
import static io.wadi.message.PacketField.FRAGMENT;
import static io.wadi.message.PacketField.ICMP;
import static io.wadi.message.PacketField.ID;
import static io.wadi.message.PacketField.IP;
import static io.wadi.message.PacketField.LENGTH;
import static io.wadi.message.PacketField.MAC;
import static io.wadi.message.PacketField.MORE;
import static io.wadi.message.PacketField.MPLS;
import static io.wadi.message.PacketField.NAME;
import static io.wadi.message.PacketField.OFFSET;
import static io.wadi.message.PacketField.PAYLOAD;
import static io.wadi.message.PacketField.PORT;
import static io.wadi.message.PacketField.PROBE;
import static io.wadi.message.PacketField.PROTOCOL;
import static io.wadi.message.PacketField.PROXIED;
import static io.wadi.message.PacketField.SEQ;
import static io.wadi.message.PacketField.SIZE;
import static io.wadi.message.PacketField.SRC;
import static io.wadi.message.PacketField.TCP;
import static io.wadi.message.PacketField.TIMESTAMP;
import static io.wadi.message.PacketField.TRANSPORT;
import static io.wadi.message.PacketField.TTL;
import static io.wadi.message.PacketField.TUNNEL;
import static io.wadi.message.PacketField.TYPE;
import static io.wadi.message.PacketField.VERSION;
import static io.wadi.message.PacketField.VLAN;
import static io.wadi.message.PacketField.WINDOW;

import io.wadi.net.AddressName;
import io.wadi.net.IpAddress;
import io.wadi.packet.Packet;
import io.wadi.packet.PacketBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads messages of exactly the form that {@link PacketJsonWriter} writes, in its order of fields, several times as fast
 * as a parser. It leaves everything else, and everything that may be invalid, to {@link PacketJsonReader}'s parser; what
 * it does read, it reads as the parser does. Not thread-safe.
 */
final class WrittenPacketReader {

    private static final long MOST_UNSIGNED = 0xffff_ffffL;

    private final WrittenJson json = new WrittenJson(WrittenJson.MANY);
    private PacketBuilder packet;

    /**
     * Reads one message.
     *
     * @param into receives the fields; the caller has reset it
     * @return whether the message has the form of Wadi's; if not, {@code into} has some of its fields
     */
    boolean read(byte[] message, PacketBuilder into) {
        packet = into;
        json.of(message);
        readHeaders();
        readDetails();
        json.expect('}');
        return json.isComplete();
    }

    private void readHeaders() {
        json.expect(IP.first());
        json.expect(SRC.first());
        packet.src = json.address();
        json.expect(DST.next());
        packet.dst = json.address();
        json.expect(VERSION.next());
        json.number(Long.MAX_VALUE);
        if (json.take(TTL.next())) {
            packet.ttl = (int) json.number(255);
        }
        json.expect('}');
        packet.protocol = word(PROTOCOL);
        packet.transport = word(TRANSPORT);
        json.expect(SIZE.next());
        packet.size = (int) json.number(Packet.MOST_SIZE);
        if (json.take(PORT.next())) {
            packet.srcPort = port(SRC.first());
            packet.dstPort = port(DST.next());
            json.expect('}');
        }
        packet.type = word(TYPE);
        json.expect(TIMESTAMP.next());
        packet.timestampNanos = json.nanos();
        packet.length = integer(LENGTH.next());
        packet.captured = integer(CAPTURED.next());
    }

    private void readDetails() {
        readTcp();
        readIcmp();
        readFragment();
        readVlans();
        skipMplsAndMacs();
        skipTunnel();
        if (json.take(NAME.next())) {
            packet.name = json.text(PacketJsonReader.MOST_NAME);
        }
        if (json.take(PROXIED.next())) {
            packet.proxied = bool();
        }
        readAnswers();
        if (json.take(FLOW.next())) {
            packet.flow = json.conversation(PacketJsonReader.MOST_WORD);
        }
        json.expect(PROBE.next());
        packet.probe = json.word(PacketJsonReader.MOST_PROBE);
    }

    private String word(PacketField field) {
        json.expect(field.next());
        return json.word(PacketJsonReader.MOST_WORD);
    }

    private int port(FieldPattern name) {
        return (int) number(name, 65_535);
    }

    private int integer(FieldPattern name) {
        return (int) number(name, Integer.MAX_VALUE);
    }

    private long number(FieldPattern name, long most) {
        json.expect(name);
        return json.number(most);
    }

    private boolean bool() {
        boolean isTrue = json.take(FieldPattern.TRUE);
        if (!isTrue) {
            json.expect(FieldPattern.FALSE);
        }
        return isTrue;
    }

    private void readTcp() {
        if (json.take(TCP.next())) {
            int flags = (int) number(FLAGS.first(), 255);
            long seq = number(SEQ.next(), MOST_UNSIGNED);
            long ack = number(ACK.next(), MOST_UNSIGNED);
            int window = (int) number(WINDOW.next(), 65_535);
            packet.tcp = new Packet.Tcp(flags, seq, ack, window, integer(PAYLOAD.next()));
            json.expect('}');
        }
    }

    private void readIcmp() {
        if (json.take(ICMP.next())) {
            int type = (int) number(TYPE.first(), 255);
            packet.icmp = new Packet.Icmp(type, (int) number(CODE.next(), 255));
            json.expect('}');
        }
    }

    private void readFragment() {
        if (json.take(FRAGMENT.next())) {
            long id = number(ID.first(), MOST_UNSIGNED);
            int offset = (int) number(OFFSET.next(), 65_528);
            json.expect(MORE.next());
            boolean more = bool();
            int source = Packet.NO_PORT;
            int destination = Packet.NO_PORT;
            if (json.take(PORT.next())) {
                source = port(SRC.first());
                destination = port(DST.next());
                json.expect('}');
            }
            json.expect('}');
            packet.fragment = new Packet.Fragment(id, offset, more, source, destination);
        }
    }

    private void readVlans() {
        if (json.take(VLAN.next())) {
            json.expect('[');
            int ids = 0;
            do {
                int id = (int) json.number(4095);
                if (ids++ < Packet.MOST_TAGS) {
                    packet.addVlan(id);
                }
            } while (json.take(','));
            json.expect(']');
        }
    }

    private void skipMplsAndMacs() {
        if (json.take(MPLS.next())) {
            json.expect('[');
            do {
                json.number(Long.MAX_VALUE);
            } while (json.take(','));
            json.expect(']');
        }
        if (json.take(MAC.next())) {
            if (json.take(SRC.first())) {
                json.skipText();
                skipText(DST.next());
            } else {
                json.expect(DST.first());
                json.skipText();
            }
            json.expect('}');
        }
    }

    private void skipTunnel() {
        if (json.take(TUNNEL.next())) {
            json.expect(TYPE.first());
            json.skipText();
            if (json.take(ID.next())) {
                json.number(Long.MAX_VALUE);
            }
            skipText(SRC.next());
            skipText(DST.next());
            if (json.take(PORT.next())) {
                port(SRC.first());
                port(DST.next());
                json.expect('}');
            }
            skipText(PROTOCOL.next());
            json.expect('}');
        }
    }

    private void skipText(FieldPattern name) {
        if (json.take(name)) {
            json.skipText();
        }
    }

    private void readAnswers() {
        if (json.take(ANSWERS.next())) {
            json.expect('[');
            List<AddressName> answers = new ArrayList<>(AddressName.MOST_OF_A_PACKET);
            do {
                json.expect(IP.first());
                IpAddress ip = json.address();
                json.expect(NAME.next());
                String name = json.text(PacketJsonReader.MOST_NAME);
                json.expect('}');
                if (answers.size() < AddressName.MOST_OF_A_PACKET) {
                    answers.add(new AddressName(ip, name));
                }
            } while (json.take(','));
            json.expect(']');
            packet.answers = answers;
        }
    }
}
