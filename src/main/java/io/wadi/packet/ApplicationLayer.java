package io.wadi.packet;

import io.wadi.net.AddressName;
import io.wadi.net.Bytes;
import io.wadi.net.NameCleaner;
import io.wadi.packet.app.ApplicationContext;
import io.wadi.packet.app.ApplicationDecoders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Asks the application decoders for the protocol and the names of an IP packet. Reused; not thread-safe. */
final class ApplicationLayer {

    private static final Logger LOG = LoggerFactory.getLogger(ApplicationLayer.class);

    /** Shared by all captures of the process, because a capture of many files has a decoder for each file. */
    private static final LogInterval FAILURES = new LogInterval(Duration.ofMinutes(1), System::nanoTime);

    private final BiFunction<Bytes, ApplicationContext, String> decoders;
    private final LogInterval interval;
    private final ApplicationContext context = new ApplicationContext();
    private final Bytes payload = new Bytes();
    private long failures;
    private String name;
    private List<AddressName> answers = List.of();

    ApplicationLayer() {
        this(new ApplicationDecoders()::recognise, FAILURES);
    }

    /**
     * Creates a layer with other decoders.
     *
     * @param decoders return the name of a protocol or null, as {@link ApplicationDecoders#recognise}
     * @param interval how often a failure is logged
     */
    ApplicationLayer(BiFunction<Bytes, ApplicationContext, String> decoders, LogInterval interval) {
        this.decoders = decoders;
        this.interval = interval;
    }

    /**
     * Recognises the application protocol.
     *
     * @return its name, or the transport's if it is unknown or the packet has no ports
     */
    String recognise(Bytes frame, IpPacket ip) {
        name = null;
        answers = List.of();
        String protocol = ip.srcPort == Packet.NO_PORT ? null : ask(frame, ip);
        return protocol == null ? TransportNames.of(ip.protocol) : protocol;
    }

    /** The name of the last packet's peer, cleaned; or null. */
    String name() {
        return name;
    }

    /** The names that the last packet gives to addresses, cleaned. */
    List<AddressName> answers() {
        return answers;
    }

    private String ask(Bytes frame, IpPacket ip) {
        payload.set(frame, ip.payload, ip.end - ip.payload);
        context.set(ip.protocol, ip.srcPort, ip.dstPort, ip.src, ip.dst);
        try {
            String protocol = decoders.apply(payload, context);
            boolean dns = isDns(protocol);
            name = NameCleaner.clean(context.name(), dns);
            if (!context.answers().isEmpty()) {
                answers = clean(context.answers(), dns);
            }
            return protocol;
        } catch (RuntimeException | StackOverflowError e) {
            // An error in one of many decoders must not lose the packet, so its protocol is the transport.
            failures++;
            LOG.atLevel(interval.isDue() ? Level.WARN : Level.DEBUG)
                    .setCause(e)
                    .log(
                            "An application decoder failed: the packet keeps its transport's name. This is a fault of Wadi;"
                                    + " failures are counted, and logged once a minute");
            return null;
        }
    }

    /** Number of packets whose decoder threw. */
    long failures() {
        return failures;
    }

    private static List<AddressName> clean(List<AddressName> raw, boolean dns) {
        List<AddressName> cleaned = new ArrayList<>(raw.size());
        for (AddressName answer : raw) {
            String text = NameCleaner.clean(answer.name(), dns);
            if (text != null) {
                cleaned.add(new AddressName(answer.ip(), text));
            }
        }
        return cleaned;
    }

    private static boolean isDns(String protocol) {
        return "DNS".equals(protocol) || "mDNS".equals(protocol) || "LLMNR".equals(protocol);
    }
}
