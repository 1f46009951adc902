package io.wadi.netflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wadi.net.IpAddress;
import io.wadi.packet.Packet;
import io.wadi.pcap.PcapConsumer;
import io.wadi.sample.SampleCapture;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.io.TempDir;

/** Programs that export what they read from a capture, and the sums of that capture as the packet decoder has them. */
abstract class ExportingToolSupport extends NetflowTestSupport {

    private static final Path CAPTURES = Path.of(System.getProperty("wadi.shared", "../shared"), "captures", "real");
    private static final int PACKETS = 20_000;

    /** Packets and bytes of one direction of a conversation. */
    record Sum(long packets, long bytes) {

        Sum plus(Sum more) {
            return new Sum(packets + more.packets, bytes + more.bytes);
        }
    }

    @TempDir
    Path folder;

    /** Skips a test on machines without a program. */
    static void needs(String program) {
        assumeTrue(
                Stream.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin")
                        .anyMatch(place -> Files.isExecutable(Path.of(place, program))),
                "skipped: " + program + " is not installed");
    }

    /** The synthetic capture for name {@code sample}, otherwise a real one; without that the test is skipped. */
    Path capture(String name) throws IOException {
        if (!"sample".equals(name)) {
            Path file = CAPTURES.resolve(name);
            assumeTrue(Files.exists(file), () -> "skipped: there is no " + file);
            return file;
        }
        Path capture = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(capture)) {
            Instant start = Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
            new SampleCapture(PACKETS, 1, start).write(out);
        }
        return capture;
    }

    /** Runs a program until it ends by itself. */
    void run(String... command) throws Exception {
        try (RunningTool tool = RunningTool.start(folder, command)) {
            assertThat(tool.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("%s ends", command[0])
                    .isTrue();
        }
    }

    /** Lets softflowd export a capture until its end, never more than one record for a direction of a flow. */
    void softflowd(Path capture, int port, String version) throws Exception {
        run(
                "softflowd",
                "-d",
                "-r",
                capture.toString(),
                "-n",
                "127.0.0.1:" + port,
                "-v",
                version,
                "-m",
                "1000000",
                "-p",
                folder.resolve("pid").toString(),
                "-c",
                "none");
    }

    /** Starts a program of pmacct with a file of these settings. */
    RunningTool pmacct(String program, String... settings) throws IOException {
        List<String> lines = new ArrayList<>(
                List.of("daemonize: false", "aggregate: src_host, dst_host, src_port, dst_port, proto"));
        lines.addAll(List.of(settings));
        Path file = Files.write(folder.resolve(program + ".conf"), lines);
        return RunningTool.start(folder, program, "-f", file.toString());
    }

    /** Lets pmacctd read a capture to its end; its queue is large enough to lose nothing. */
    void pmacctd(Path capture, String... settings) throws Exception {
        List<String> all = new ArrayList<>(List.of(
                "pcap_savefile: " + capture,
                "pcap_savefile_delay: 1",
                "plugin_pipe_size: 100000000",
                "plugin_buffer_size: 100000"));
        all.addAll(List.of(settings));
        try (RunningTool tool = pmacct("pmacctd", all.toArray(String[]::new))) {
            tool.awaitEnd();
        }
    }

    static String key(IpAddress src, int srcPort, IpAddress dst, int dstPort, String transport) {
        return src + " " + srcPort + " > " + dst + " " + dstPort + " " + transport;
    }

    static String key(Packet packet) {
        return key(packet.src(), packet.srcPort(), packet.dst(), packet.dstPort(), packet.transport());
    }

    static String key(ExportedFlow flow) {
        return key(flow.src(), flow.srcPort(), flow.dst(), flow.dstPort(), flow.transport());
    }

    /** The packets of a capture that the packet decoder finds. */
    List<Packet> packets(Path capture) throws Exception {
        List<Packet> packets = Collections.synchronizedList(new ArrayList<>());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("pcap:file:" + capture)
                        .routeId("capture")
                        .process(
                                exchange -> packets.addAll(exchange.getMessage().getBody(List.class)));
            }
        });
        PcapConsumer reader = (PcapConsumer) context.getRoute("capture").getConsumer();
        reader.finished().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return packets;
    }

    /** The sums of packets, with the bytes that an exporter counts for a packet. */
    static Map<String, Sum> sums(List<Packet> packets, ToLongFunction<Packet> bytes) {
        Map<String, Sum> sums = new TreeMap<>();
        packets.forEach(packet -> sums.merge(key(packet), new Sum(1, bytes.applyAsLong(packet)), Sum::plus));
        return sums;
    }

    /** The sums of what was received. */
    Map<String, Sum> exported() {
        Map<String, Sum> sums = new TreeMap<>();
        flows().forEach(flow -> sums.merge(key(flow), new Sum(flow.packets(), flow.bytes()), Sum::plus));
        return sums;
    }

    /** Conversations of the sample's malformed frames, of which each program counts other bytes, or none. */
    static Map<String, Sum> withoutMalformed(Map<String, Sum> sums) {
        sums.keySet().removeIf(key -> key.startsWith("192.168.1.40 ") || key.startsWith("74.44.0.16 "));
        return sums;
    }
}
