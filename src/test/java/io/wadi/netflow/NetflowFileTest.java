package io.wadi.netflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.component.ReadFiles;
import io.wadi.faults.LogLines;
import io.wadi.sample.SampleCapture;
import io.wadi.sample.SampleExports;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code netflow:file}: captures of datagrams. */
class NetflowFileTest extends NetflowTestSupport {

    private static final Instant START = Instant.parse("2025-03-01T12:00:00Z");
    private static final String CAPTURES = "netflow:file:captures?files=#bean:captures";

    @TempDir
    private Path folder;

    private SampleExports.Summary written;

    private Path sample(int datagrams, long seed) throws Exception {
        Path file = folder.resolve("exports " + seed + ".pcap");
        try (OutputStream out = Files.newOutputStream(file)) {
            written = new SampleExports(datagrams, seed, START).write(out);
        }
        return file;
    }

    private NetflowConsumer read(String options, Path... files) throws Exception {
        context.getRegistry().bind("captures", List.of(files));
        return finished(start(CAPTURES + options, this::keep));
    }

    private static NetflowConsumer finished(NetflowConsumer consumer) throws Exception {
        consumer.finished().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return consumer;
    }

    @Test
    void readsTheSampleOfAllProtocolsAtTheClockOfTheCapture() throws Exception {
        NetflowConsumer consumer = read("", sample(400, 1));
        ExportCapture capture = consumer.captures().get(0);
        assertThat(capture.isRead()).isTrue();
        assertThat(capture.count(ExportCapture.Frame.DATAGRAM)).isEqualTo(400).isEqualTo(capture.frames());
        assertThat(consumer.getDecoded()).isEqualTo(400);
        assertThat(flows()).hasSize((int) written.flows());
        assertThat(flows().stream().mapToLong(ExportedFlow::packets).sum()).isEqualTo(written.packets());
        assertThat(flows().stream().mapToLong(ExportedFlow::bytes).sum()).isEqualTo(written.bytes());
        assertThat(flows().stream().map(flow -> flow.exporter().protocol()).distinct())
                .containsExactlyInAnyOrder(ExportProtocol.values());
        assertThat(flows()).allSatisfy(flow -> assertThat(Instant.ofEpochSecond(0, flow.lastNanos()))
                .isBetween(START.minusSeconds(11), START.plus(written.span())));
        assertThat(written.lost()).isPositive();
        assertThat(consumer.getLost()).isEqualTo(written.lost());
        assertThat(consumer.counters().timesReplaced()).isZero();
        context.getRouteController().stopRoute(ROUTE);
        assertAddsUp(consumer.counters());
    }

    /** Its flows count again. */
    @Test
    void aRouteThatReadsCapturesAgainIsWarnedOf() throws Exception {
        read("", sample(10, 1));
        try (LogLines lines = new LogLines(ReadFiles.class.getName())) {
            context.getRouteController().stopRoute(ROUTE);
            context.getRouteController().startRoute(ROUTE);
            assertThat(lines.lines()).singleElement().asString().contains("reads captures again from its beginning");
        }
    }

    @Test
    void theSameSeedGivesTheSameBytes() throws Exception {
        byte[] first = Files.readAllBytes(sample(100, 3));
        assertThat(Files.readAllBytes(sample(100, 3))).isEqualTo(first);
        assertThat(Files.readAllBytes(sample(100, 4))).isNotEqualTo(first);
    }

    /** Templates of the first file are those of the second one, which begins without. */
    @Test
    void readsFilesInTheirOrderAsOneStream() throws Exception {
        Path whole = sample(200, 1);
        byte[] bytes = Files.readAllBytes(whole);
        int cut = recordAfter(bytes, 100);
        Path first = Files.write(folder.resolve("first.pcap"), Arrays.copyOf(bytes, cut));
        byte[] rest = Arrays.copyOfRange(bytes, cut - 24, bytes.length);
        System.arraycopy(bytes, 0, rest, 0, 24);
        Path second = Files.write(folder.resolve("second.pcap"), rest);
        NetflowConsumer consumer = read("", first, second);
        assertThat(consumer.captures()).extracting(ExportCapture::frames).containsExactly(100L, 100L);
        assertThat(flows()).hasSize((int) written.flows());
        assertThat(consumer.counters().noTemplate()).isZero();
        assertThat(consumer.getLost()).isEqualTo(written.lost());
    }

    private static int recordAfter(byte[] pcap, int records) {
        int at = 24;
        for (int i = 0; i < records; i++) {
            at += 16 + ((pcap[at + 8] & 0xff) | (pcap[at + 9] & 0xff) << 8);
        }
        return at;
    }

    @Test
    void readsOnlyTheGivenPorts() throws Exception {
        NetflowConsumer consumer = read("&ports=6343,4739", sample(100, 1));
        ExportCapture capture = consumer.captures().get(0);
        assertThat(capture.count(ExportCapture.Frame.DATAGRAM)).isBetween(45L, 55L);
        assertThat(capture.count(ExportCapture.Frame.OTHER))
                .isEqualTo(100 - capture.count(ExportCapture.Frame.DATAGRAM));
        assertThat(flows().stream().map(flow -> flow.exporter().protocol()).distinct())
                .containsExactlyInAnyOrder(ExportProtocol.IPFIX, ExportProtocol.SFLOW);
    }

    /** DNS, NTP, QUIC, DHCP and other UDP is not taken for an export. */
    @Test
    void recognisesNoExportInOrdinaryTraffic() throws Exception {
        Path file = folder.resolve("office.pcap");
        try (OutputStream out = Files.newOutputStream(file)) {
            new SampleCapture(20_000, 1, START).write(out);
        }
        NetflowConsumer consumer = read("", file);
        ExportCapture capture = consumer.captures().get(0);
        assertThat(capture.count(ExportCapture.Frame.DATAGRAM)).isZero();
        assertThat(capture.count(ExportCapture.Frame.NOT_IP)).isPositive();
        assertThat(capture.count(ExportCapture.Frame.REJECTED)).isPositive();
        assertThat(capture.frames()).isEqualTo(20_000);
        assertThat(flows()).isEmpty();
    }

    @Test
    void aCaptureThatEndsEarlyGivesAllThatCameBefore() throws Exception {
        byte[] bytes = Files.readAllBytes(sample(50, 1));
        Path cut = Files.write(folder.resolve("cut.pcap"), Arrays.copyOf(bytes, bytes.length - 3));
        Path text = Files.writeString(folder.resolve("text.pcap"), "this is no capture");
        NetflowConsumer consumer = read("", cut, text, folder.resolve("none.pcap"));
        assertThat(consumer.captures()).noneMatch(ExportCapture::isRead);
        assertThat(consumer.captures().get(0).frames()).isEqualTo(49);
        assertThat(consumer.captures())
                .extracting(ExportCapture::problem)
                .satisfiesExactly(
                        problem -> assertThat(problem).contains("truncated"),
                        problem -> assertThat(problem).contains("text.pcap", "not a pcap"),
                        problem -> assertThat(problem).contains("does not exist"));
        assertThat(consumer.getDecoded()).isEqualTo(49);
    }

    @Test
    void aFailedExchangeEndsTheReadingToo() throws Exception {
        context.getRegistry().bind("captures", List.of(sample(50, 1)));
        NetflowConsumer consumer = finished(start(CAPTURES, (Exchange exchange) -> {
            throw new IllegalStateException("refused");
        }));
        assertThat(consumer.getFailed()).isEqualTo(written.flows());
    }

    @Test
    void aFileThatIsNoCaptureIsRefused() throws Exception {
        assertThat(refusal("netflow:file:none.pcap")).contains("Capture file none.pcap does not exist");
        Path text = Files.writeString(folder.resolve("text.pcap"), "this is no capture");
        assertThat(refusal("netflow:file:" + text)).contains("text.pcap is not a pcap");
    }

    @Test
    void aPortThatIsNoneIsRefused() {
        assertThat(refusal("netflow:file:a.pcap?ports=99999")).contains("Option ports has 99999");
    }
}
