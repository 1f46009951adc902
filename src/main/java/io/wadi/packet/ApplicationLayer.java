package io.wadi.packet;

import io.wadi.net.AddressName;
import io.wadi.net.Bytes;
import io.wadi.net.NameCleaner;
import io.wadi.packet.app.ApplicationContext;
import io.wadi.packet.app.ApplicationDecoders;
import io.wadi.packet.app.SplitMessageCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Asks the application decoders for the protocol and the names of an IP packet. Reused; not thread-safe. */
final class ApplicationLayer {

    /** Loaded when it is used, because it starts the logging system, which takes longer than a small capture. */
    private static final class Log {
        static final Logger LOG = LoggerFactory.getLogger(ApplicationLayer.class);
    }

    /** Shared by all captures of the process, because a capture of many files has a decoder for each file. */
    private static final LogInterval FAILURES = new LogInterval(Duration.ofMinutes(1), System::nanoTime);

    private final BiFunction<Bytes, ApplicationContext, String> decoders;
    private final Supplier<SplitMessageCounts> splitMessages;
    private final LogInterval interval;
    private final ApplicationContext context = new ApplicationContext();
    private final Bytes payload = new Bytes();
    private long failures;
    private String name;
    private boolean proxied;
    private List<AddressName> answers = List.of();

    ApplicationLayer() {
        this(new ApplicationDecoders());
    }

    private ApplicationLayer(ApplicationDecoders decoders) {
        this(decoders::recognise, decoders::splitMessages, FAILURES);
    }

    /**
     * Creates a layer with other decoders.
     *
     * @param decoders return the name of a protocol or null, as {@link ApplicationDecoders#recognise}
     * @param splitMessages counts of messages that need more than one packet
     * @param interval how often a failure is logged
     */
    ApplicationLayer(
            BiFunction<Bytes, ApplicationContext, String> decoders,
            Supplier<SplitMessageCounts> splitMessages,
            LogInterval interval) {
        this.decoders = decoders;
        this.splitMessages = splitMessages;
        this.interval = interval;
    }

    /**
     * Recognises the application protocol.
     *
     * @return its name, or the transport's if it is unknown or the packet has no ports
     */
    String recognise(Bytes frame, IpPacket ip) {
        name = null;
        proxied = false;
        answers = List.of();
        String protocol = ip.srcPort == Packet.NO_PORT ? null : ask(frame, ip);
        return protocol == null ? TransportNames.of(ip.protocol) : protocol;
    }

    /** The name of the last packet's peer, cleaned; or null. */
    String name() {
        return name;
    }

    /** Whether {@link #name} is a host behind the packet's destination, which is a proxy. */
    boolean isProxied() {
        return proxied;
    }

    /** The names that the last packet gives to addresses, cleaned. */
    List<AddressName> answers() {
        return answers;
    }

    private String ask(Bytes frame, IpPacket ip) {
        payload.set(frame, ip.payload, ip.end - ip.payload);
        context.set(ip.protocol, ip.srcPort, ip.dstPort, ip.src, ip.dst);
        if (ip.tcp != null) {
            boolean whole = payload.length() >= ip.tcp.payload();
            context.segment(ip.tcp.flags(), ip.tcp.seq(), ip.tcp.ack(), whole);
        }
        try {
            String protocol = decoders.apply(payload, context);
            name = NameCleaner.clean(context.name());
            proxied = name != null && context.isProxied();
            if (!context.answers().isEmpty()) {
                answers = clean(context.answers());
            }
            return protocol;
        } catch (RuntimeException | StackOverflowError e) {
            // An error in one of many decoders must not lose the packet, so its protocol is the transport.
            failures++;
            Log.LOG
                    .atLevel(interval.isDue() ? Level.WARN : Level.DEBUG)
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

    /** What became of messages that need more than one packet. */
    SplitMessageCounts splitMessages() {
        return splitMessages.get();
    }

    private static List<AddressName> clean(List<AddressName> raw) {
        List<AddressName> cleaned = new ArrayList<>(raw.size());
        for (AddressName answer : raw) {
            String text = NameCleaner.clean(answer.name());
            if (text != null) {
                cleaned.add(new AddressName(answer.ip(), text));
            }
        }
        return cleaned;
    }
}
