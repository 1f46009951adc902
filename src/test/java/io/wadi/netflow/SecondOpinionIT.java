package io.wadi.netflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.net.IpAddress;
import io.wadi.packet.Packet;
import io.wadi.packet.TransportNames;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Other collectors find the same packets and bytes in the same datagrams. */
class SecondOpinionIT extends ExportingToolSupport {

    private static final int ICMP = 1;
    private static final int ICMP_V6 = 58;
    private static final int SHORTEST_FRAME = 64;
    private static final int HEADER_AND_CHECKSUM = 18;

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean isBound(int port) throws IOException {
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        return Files.readAllLines(Path.of("/proc/net/udp")).stream()
                .anyMatch(line -> line.trim().split("\\s+")[1].endsWith(suffix));
    }

    /** A line of addresses, ports, protocol, packets and bytes, as both collectors print it. */
    private static void add(Map<String, Sum> sums, String line) {
        String[] columns = line.split(",");
        int protocol = Integer.parseInt(columns[4].trim());
        boolean portless = protocol == ICMP || protocol == ICMP_V6;
        String key = key(
                IpAddress.parse(columns[0].trim()),
                portless ? Packet.NO_PORT : Integer.parseInt(columns[2].trim()),
                IpAddress.parse(columns[1].trim()),
                portless ? Packet.NO_PORT : Integer.parseInt(columns[3].trim()),
                TransportNames.of(protocol));
        Sum sum = new Sum(Long.parseLong(columns[5].trim()), Long.parseLong(columns[6].trim()));
        sums.merge(key, sum, Sum::plus);
    }

    private static Map<String, Sum> nfdump(Path files) throws Exception {
        Process process = new ProcessBuilder(
                        "nfdump", "-R", files.toString(), "-q", "-N", "-6", "-o", "fmt:%sa,%da,%sp,%dp,%pr,%pkt,%byt")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        Map<String, Sum> sums = new TreeMap<>();
        out.lines().filter(line -> line.contains(",")).forEach(line -> add(sums, line));
        return sums;
    }

    @ParameterizedTest
    @CsvSource({"5", "9", "10"})
    void nfdumpReadsTheSameFromSoftflowd(String version) throws Exception {
        needs("softflowd");
        needs("nfcapd");
        Path files = Files.createDirectory(folder.resolve("nfcapd"));
        int port = freePort();
        NetflowConsumer consumer = start("batchTimeoutMillis=10");
        try (RunningTool nfcapd = RunningTool.start(
                        folder,
                        "nfcapd",
                        "-w",
                        files.toString(),
                        "-b",
                        "127.0.0.1",
                        "-p",
                        String.valueOf(port),
                        "-B",
                        "4000000",
                        "-t",
                        "3600");
                DatagramRelay relay = new DatagramRelay(consumer.port(), port)) {
            await().atMost(PATIENCE).until(() -> isBound(port));
            softflowd(capture("sample"), relay.port(), version);
            awaitReceived(consumer, relay.end());
            nfcapd.end();
        }
        context.getRouteController().stopRoute(ROUTE);
        assertThat(nfdump(files)).isNotEmpty().isEqualTo(exported());
    }

    /** sfacctd counts a sampled packet as the length of its Ethernet frame: the shortest one has 64 bytes. */
    private static long frameLength(ExportedFlow flow) {
        return Math.max(SHORTEST_FRAME, flow.bytes() / flow.facts().samplingRate() + HEADER_AND_CHECKSUM);
    }

    /** Both count samples; sfacctd scales them by a rate that it computes itself, and only if told to. */
    @Test
    void sfacctdReadsTheSameFromSfprobe() throws Exception {
        needs("sfacctd");
        int port = freePort();
        Path printed = folder.resolve("printed.csv");
        NetflowConsumer consumer = start("batchTimeoutMillis=10");
        try (RunningTool sfacctd = pmacct(
                        "sfacctd",
                        "sfacctd_ip: 127.0.0.1",
                        "sfacctd_port: " + port,
                        "print_num_protos: true",
                        "plugins: print",
                        "print_output: csv",
                        "print_output_file: " + printed,
                        "print_refresh_time: 3600");
                DatagramRelay relay = new DatagramRelay(consumer.port(), port)) {
            await().atMost(PATIENCE).until(() -> isBound(port));
            exportSamples(relay);
            awaitReceived(consumer, relay.end());
            sfacctd.end();
            await().atMost(PATIENCE).until(() -> Files.exists(printed));
        }
        context.getRouteController().stopRoute(ROUTE);
        Map<String, Sum> sums = new TreeMap<>();
        try (Stream<String> lines = Files.lines(printed)) {
            lines.skip(1).forEach(line -> add(sums, line));
        }
        Map<String, Sum> samples = new TreeMap<>();
        flows().forEach(flow -> samples.merge(key(flow), new Sum(1, frameLength(flow)), Sum::plus));
        assertThat(withoutMalformed(sums)).isNotEmpty().isEqualTo(withoutMalformed(samples));
    }

    private void exportSamples(DatagramRelay relay) throws Exception {
        pmacctd(
                capture("sample"),
                "plugins: sfprobe",
                "sampling_rate: 10",
                "sfprobe_receiver: 127.0.0.1:" + relay.port());
    }
}
