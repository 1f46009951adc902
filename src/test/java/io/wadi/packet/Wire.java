package io.wadi.packet;

import io.wadi.net.Bytes;
import io.wadi.net.IpAddress;
import io.wadi.net.NameCleaner;
import io.wadi.packet.app.ApplicationContext;
import io.wadi.packet.app.ApplicationDecoders;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Passes payloads to one set of application decoders, as a capture does; for tests of decoders in any package. TCP
 * payloads of the same ports follow each other without gap.
 */
public final class Wire {

    /** What the decoders said of a payload: both null where they said nothing. */
    public record Said(String protocol, String name) {}

    private static final int ACK = 0x10;
    private static final IpAddress LOW = IpAddress.parse("192.0.2.1");
    private static final IpAddress HIGH = IpAddress.parse("198.51.100.2");

    private final ApplicationDecoders decoders = new ApplicationDecoders();
    private final ApplicationContext context = new ApplicationContext();
    private final Map<Integer, Integer> sequences = new HashMap<>();

    /** A TCP segment between these ports; its payload as {@link #bytes} reads it. */
    public Said tcp(int srcPort, int dstPort, String payload) {
        return show(ApplicationContext.TCP, srcPort, dstPort, bytes(payload));
    }

    /** A UDP datagram between these ports; its payload as {@link #bytes} reads it. */
    public Said udp(int srcPort, int dstPort, String payload) {
        return show(ApplicationContext.UDP, srcPort, dstPort, bytes(payload));
    }

    /** A packet from the side with the higher port being the client. */
    public Said show(int transport, int srcPort, int dstPort, byte[] payload) {
        return show(transport, srcPort, dstPort, payload, sequences.getOrDefault(srcPort << 16 | dstPort, 1000));
    }

    /** A packet likewise, whose payload has this TCP sequence number. */
    public Said show(int transport, int srcPort, int dstPort, byte[] payload, int sequence) {
        boolean client = srcPort >= dstPort;
        context.set(transport, srcPort, dstPort, client ? LOW : HIGH, client ? HIGH : LOW);
        if (transport == ApplicationContext.TCP) {
            context.segment(ACK, sequence, 0, true);
            sequences.put(srcPort << 16 | dstPort, sequence + payload.length);
        }
        String protocol = decoders.recognise(new Bytes().set(payload, 0, payload.length), context);
        KnownProtocols.assertDeclared(protocol);
        return new Said(protocol, NameCleaner.clean(context.name()));
    }

    /** What a fresh set of decoders says of a row {@code tcp 50000 22 payload}. */
    public static Said row(String transport, int srcPort, int dstPort, String payload) {
        int number = transport.equals("tcp") ? ApplicationContext.TCP : ApplicationContext.UDP;
        return new Wire().show(number, srcPort, dstPort, bytes(payload));
    }

    /** Hexadecimal digits after {@code 0x}, else ISO 8859-1 text with {@code \r \n \t \0} escapes. */
    public static byte[] bytes(String payload) {
        if (payload == null) {
            return new byte[0];
        }
        return payload.startsWith("0x")
                ? HexFormat.of().parseHex(payload, 2, payload.length())
                : payload.replace("\\r", "\r")
                        .replace("\\n", "\n")
                        .replace("\\t", "\t")
                        .replace("\\0", "\0")
                        .getBytes(StandardCharsets.ISO_8859_1);
    }
}
