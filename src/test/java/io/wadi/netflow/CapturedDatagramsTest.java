package io.wadi.netflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wadi.net.IpAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Datagrams of real exporters, with tshark's dissectors as judge. */
class CapturedDatagramsTest {

    private static final Path CAPTURES = Path.of(System.getProperty("wadi.shared", "../shared"), "captures", "real");

    private final DecoderFixture fixture = new DecoderFixture();

    /** Decodes the datagrams that tshark takes for exports; returns what it says of them. */
    private List<String> decode(String name, String port, String dissector, String... fields) throws Exception {
        Path file = CAPTURES.resolve(name);
        assumeTrue(Files.exists(file), () -> "skipped: there is no " + file);
        List<String> command = new ArrayList<>(List.of("tshark", "-n", "-r", file.toString(), "-d"));
        command.addAll(List.of("udp.port==" + port + "," + dissector, "-Y", dissector, "-T", "fields", "-E"));
        command.addAll(List.of("separator=|", "-e", "frame.time_epoch", "-e", "ip.src", "-e", "udp.srcport"));
        command.addAll(List.of("-e", "udp.payload"));
        Arrays.stream(fields).forEach(field -> command.addAll(List.of("-e", field)));
        List<String> said = new ArrayList<>();
        for (String line : tshark(command)) {
            String[] columns = line.split("\\|", 5);
            fixture.nowNanos = (long) (Double.parseDouble(columns[0]) * 1e9);
            byte[] payload = HexFormat.of().parseHex(first(columns[3]));
            assertThat(fixture.read(payload, IpAddress.parse(first(columns[1])), Integer.parseInt(first(columns[2]))))
                    .isEqualTo(DatagramOutcome.DECODED);
            said.add(columns[4]);
        }
        fixture.assertAddsUp();
        return said;
    }

    /** tshark adds what it finds in a sampled packet. */
    private static String first(String values) {
        return values.split(",")[0];
    }

    private static List<String> tshark(List<String> command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            byte[] out = process.getInputStream().readAllBytes();
            assertThat(process.waitFor()).isZero();
            return new String(out, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            assumeTrue(false, "skipped: tshark is not installed");
            return List.of();
        }
    }

    /** Type 1 is a flow sample, type 2 are counters; each datagram has one sample. */
    @Test
    void samplesOfSflow() throws Exception {
        List<String> types = decode("sflow.pcap", "6343", "sflow", "sflow_245.sampletype");
        assertThat(types).hasSize(9).isSubsetOf("1", "2");
        long packets = types.stream().filter("1"::equals).count();
        assertThat(fixture.counters.records()).isEqualTo(types.size());
        assertThat(fixture.counters.count(RecordOutcome.COUNTERS)).isEqualTo(types.size() - packets);
        assertThat(fixture.counters.flows() + fixture.counters.count(RecordOutcome.NOT_IP))
                .isEqualTo(packets);
        assertThat(fixture.report().lost()).isZero();
    }

    /** A capture without the templates, from an exporter whose clock is 13 days behind. */
    @Test
    void dataSetsOfNetflowV9WithoutTheirTemplates() throws Exception {
        List<String> sets = decode("netflowv9.pcap", "2057", "cflow", "cflow.flowset_id");
        long all = sets.stream().mapToLong(each -> each.split(",").length).sum();
        assertThat(fixture.counters.waiting()).isEqualTo(all).isPositive();
        assertThat(fixture.counters.skewed()).isEqualTo(sets.size());
        fixture.decoder.sources().dropWaiting();
        assertThat(fixture.report().noTemplate()).isEqualTo(all);
        assertThat(fixture.report().lost()).isZero();
    }
}
