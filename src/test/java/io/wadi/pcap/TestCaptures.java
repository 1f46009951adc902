package io.wadi.pcap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;

/** Captures for tests of other packages. */
public final class TestCaptures {

    /** A name of 240 characters that no compression shortens much. */
    public static final String LONG_NAME = new Random(1)
                    .ints(240, 'a', 'z' + 1)
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining())
                    .replaceAll("(.{59}).", "$1.")
            + "example";

    private static final int SECONDS = 60;

    private TestCaptures() {}

    /** Writes a capture of three UDP packets, one ARP frame and one record with an impossible time stamp. */
    public static Path write(Path file) throws IOException {
        return PcapFileBuilder.micros()
                .packets(1, 3)
                .record(1_700_000_000, 0, TestFrames.arp())
                .record(1_700_000_000, 1_500_000, TestFrames.udp(4))
                .write(file);
    }

    /** Writes a capture of two ARP frames. */
    public static Path writeWithoutIp(Path file) throws IOException {
        return PcapFileBuilder.micros()
                .record(1_700_000_000, 0, TestFrames.arp())
                .record(1_700_000_001, 0, TestFrames.arp())
                .write(file);
    }

    /** Writes a capture of so many UDP packets and, amidst them, a DNS question for a name. */
    public static Path writeWithQuestion(Path file, int packets, String name) throws IOException {
        return withQuestion(packets, name).write(file);
    }

    /** The same, and two ARP frames and one of EtherType 0x88b5. */
    public static Path writeWithQuestionAndSkipped(Path file, int packets, String name) throws IOException {
        return withQuestion(packets, name)
                .record(1_700_000_000, 0, TestFrames.arp())
                .record(1_700_000_000, 0, TestFrames.ethernet(0x88b5, new byte[28]))
                .record(1_700_000_000, 0, TestFrames.arp())
                .write(file);
    }

    private static PcapFileBuilder withQuestion(int packets, String name) {
        return PcapFileBuilder.micros()
                .packets(1, packets / 2)
                .record(1_700_000_000, 0, TestFrames.dnsQuestion(name))
                .packets(1 + packets / 2, packets - packets / 2);
    }

    /** Writes a capture of one VXLAN packet with a UDP packet inside. */
    public static Path writeTunnel(Path file) throws IOException {
        return PcapFileBuilder.micros()
                .record(1_700_000_000, 0, TestFrames.vxlan(77))
                .write(file);
    }

    /** Reads captures to their ends; exchanges fail where told so. */
    public static PcapConsumer read(boolean failing, Path... files) throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            PcapEndpoint endpoint = camel.getEndpoint("pcap:file:test", PcapEndpoint.class);
            endpoint.getConfiguration().setFiles(List.of(files));
            PcapConsumer consumer = (PcapConsumer) endpoint.createConsumer(exchange -> fail(failing, exchange));
            consumer.start();
            consumer.finished().get(SECONDS, TimeUnit.SECONDS);
            consumer.stop();
            return consumer;
        }
    }

    private static void fail(boolean failing, Exchange exchange) {
        if (failing) {
            exchange.setException(new IllegalStateException("refused"));
        }
    }
}
