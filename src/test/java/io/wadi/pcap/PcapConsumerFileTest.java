package io.wadi.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.component.ReadFiles;
import io.wadi.faults.LogLines;
import io.wadi.packet.Packet;
import io.wadi.sample.SampleCapture;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Valid files. */
class PcapConsumerFileTest extends PcapTestSupport {

    private static final long SECONDS = 1_700_000_000L;

    private static Integer[] ports(int first, int count) {
        return IntStream.range(first, first + count).boxed().toArray(Integer[]::new);
    }

    @Test
    void deliversEveryPacketInOrderAndCounts() throws Exception {
        Path sample = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(sample)) {
            new SampleCapture(5_000, 7, SampleCapture.DEFAULT_START).write(out);
        }
        PcapConsumer consumer = read(file(sample));
        PcapCounters counters = consumer.counters();
        assertThat(counters.received()).isEqualTo(5_000);
        assertAddsUp(counters);
        assertThat(counters.failed()).isZero();
        assertThat(packets()).hasSize((int) counters.decoded());
        assertThat(packets()).extracting(Packet::timestampNanos).isSorted();
        PcapSource source = consumer.sources().get(0);
        assertThat(source.state()).isEqualTo(PcapSource.State.FINISHED);
        assertThat(source.problem()).isNull();
        assertThat(source.sizeBytes()).isEqualTo(Files.size(sample));
        assertThat(source.readBytes()).isEqualTo(Files.size(sample) - 24);
    }

    @Test
    void namesProbesAsTheirReadersTakeThem() throws Exception {
        Path odd = folder.resolve("\u001b[2J" + "x".repeat(230) + ".pcap");
        Path other = Files.createDirectory(folder.resolve("other")).resolve(odd.getFileName());
        for (Path path : List.of(odd, other)) {
            PcapFileBuilder.micros().packets(1, 1).write(path);
        }
        context.getRegistry().bind("odd", List.of(odd, other));
        PcapConsumer consumer = read("pcap:file:odd?files=#bean:odd");
        assertThat(consumer.sources())
                .extracting(PcapSource::probe)
                .doesNotHaveDuplicates()
                .allSatisfy(probe -> assertThat(probe).contains("/?[2Jxxx").hasSizeLessThanOrEqualTo(255));
        assertThat(refusal(file(folder) + "?probe=" + "x".repeat(256))).contains("Option probe must have 1 to 255");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "50%.pcap",
                "a%41.pcap",
                "a+b.pcap",
                "a&b=c.pcap",
                "why?.pcap",
                "#1#.pcap",
                " a ;b.pcap",
                "\u00fc\u001b"
            })
    void readsAFileOfAnyName(String name) throws Exception {
        Path capture = PcapFileBuilder.micros().packets(1, 1).write(folder.resolve(name));
        PcapPath path = new PcapPath(PcapConfiguration.Kind.file, capture.toString());
        PcapConsumer consumer = read(PcapPath.forCamel(path.toUri() + "?filter=udp"));
        assertThat(consumer.sources()).extracting(PcapSource::name).containsExactly(capture.toString());
        assertThat(packets()).hasSize(1);
    }

    @Test
    void anOptionThatIsThereTwiceIsTheFirst() throws Exception {
        Path capture = PcapFileBuilder.micros().packets(1, 3).write(folder.resolve("a.pcap"));
        read(file(capture) + "?filter=udp src port 2&filter=udp src port 3");
        assertThat(sourcePorts()).containsExactly(2);
    }

    @Test
    void ofAFileNothingIsExcluded() throws Exception {
        Path capture = PcapFileBuilder.micros().packets(1, 3).write(folder.resolve("a.pcap"));
        context.getRegistry().bind("all", (PacketExclusion) packet -> true);
        assertThat(read(file(capture) + "?exclude=#bean:all").getExcluded()).isZero();
        assertThat(packets()).hasSize(3);
    }

    /** The component has an exclusion for live captures that have none of their own. */
    @Test
    void anExclusionOfTheComponentIsThatOfItsEndpoints() throws Exception {
        PacketExclusion all = packet -> true;
        PacketExclusion none = packet -> false;
        context.getComponent("pcap", PcapComponent.class).setExclude(all);
        context.getRegistry().bind("none", none);
        assertThat(endpoint("pcap:live:lo").getExclude()).isSameAs(all);
        assertThat(endpoint("pcap:live:lo?exclude=#bean:none").getExclude()).isSameAs(none);
    }

    private PcapConfiguration endpoint(String uri) {
        return context.getEndpoint(uri, PcapEndpoint.class).getConfiguration();
    }

    /** Its packets count again, and a route that stores them stores them again. */
    @Test
    void aRouteThatReadsAFileAgainIsWarnedOf() throws Exception {
        Path capture = PcapFileBuilder.micros().packets(1, 3).write(folder.resolve("a.pcap"));
        Path other = PcapFileBuilder.micros().packets(1, 2).write(folder.resolve("b.pcap"));
        String warning = "Route " + ROUTE + " reads " + capture
                + " again from its beginning: the content counts again, and is stored or sent again";
        read(file(capture));
        try (LogLines lines = new LogLines(ReadFiles.class.getName())) {
            read(file(other));
            assertThat(lines.lines()).isEmpty();
            read(file(capture) + "?probe=other");
            assertThat(lines.lines()).containsExactly(warning);
            context.getRouteController().stopRoute(ROUTE);
            context.getRouteController().startRoute(ROUTE);
            assertThat(lines.lines()).containsExactly(warning, warning);
            awaitEnd((PcapConsumer) context.getRoute(ROUTE).getConsumer());
        }
        assertThat(packets()).hasSize(3 + 2 + 3 + 3);
    }

    @Test
    void tellsWhereThePacketsComeFrom() throws Exception {
        Path capture = PcapFileBuilder.micros().packets(1, 1).write(folder.resolve("day one+.pcap"));
        List<Exchange> exchanges = new CopyOnWriteArrayList<>();
        PcapConsumer consumer = awaitEnd(start(file(capture), exchange -> {
            keep(exchange);
            exchanges.add(exchange.copy());
        }));
        String probe = consumer.sources().get(0).probe();
        assertThat(probe).endsWith("/day one+.pcap");
        assertThat(exchanges).singleElement().satisfies(exchange -> {
            assertThat(exchange.getMessage().getHeader(PcapConstants.SOURCE)).isEqualTo(capture.toString());
            assertThat(exchange.getMessage().getHeader(PcapConstants.PROBE)).isEqualTo(probe);
        });
        assertThat(packets()).singleElement().extracting(Packet::probe).isEqualTo(probe);
    }

    @Test
    void optionProbeNamesTheProbe() throws Exception {
        Path capture = PcapFileBuilder.micros().packets(1, 1).write(folder.resolve("a.pcap"));
        read(file(capture) + "?probe=rack7/tap");
        assertThat(packets()).singleElement().extracting(Packet::probe).isEqualTo("rack7/tap");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsBothByteOrdersAndBothResolutions(boolean bigEndian) throws Exception {
        ByteOrder order = bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        PcapFileBuilder.micros(order)
                .record(SECONDS, 123_456, TestFrames.udp(1))
                .write(folder.resolve("1.pcap"));
        PcapFileBuilder.nanos(order)
                .record(SECONDS, 123_456_789, TestFrames.udp(2))
                .write(folder.resolve("2.pcap"));
        read(file(folder) + "/*.pcap");
        assertThat(packets())
                .extracting(Packet::timestampNanos)
                .containsExactly(SECONDS * 1_000_000_000 + 123_456_000, SECONDS * 1_000_000_000 + 123_456_789);
    }

    @Test
    void readsPcapngInBothByteOrdersAndResolutions() throws Exception {
        long nanos = SECONDS * 1_000_000_000 + 123_456_789;
        new PcapngFileBuilder(ByteOrder.LITTLE_ENDIAN)
                .networkInterface(PcapFileBuilder.ETHERNET, 0, 9)
                .packet(0, nanos, TestFrames.udp(1))
                .write(folder.resolve("1.pcapng"));
        new PcapngFileBuilder(ByteOrder.BIG_ENDIAN)
                .networkInterface(PcapFileBuilder.ETHERNET, 0, 6)
                .packet(0, nanos / 1000, TestFrames.udp(2))
                .write(folder.resolve("2.pcapng"));
        read(file(folder) + "/*.pcapng");
        assertThat(packets()).extracting(Packet::timestampNanos).containsExactly(nanos, nanos / 1000 * 1000);
    }

    @Test
    void secondsAreUnsigned() throws Exception {
        Path capture = PcapFileBuilder.micros()
                .record(0xffff_fff0L, 1, TestFrames.udp(1))
                .write(folder.resolve("2106.pcap"));
        read(file(capture));
        assertThat(packets())
                .singleElement()
                .extracting(Packet::timestampNanos)
                .isEqualTo(0xffff_fff0L * 1_000_000_000L + 1000);
    }

    @Test
    void readsGzip() throws Exception {
        Path capture = PcapFileBuilder.micros().packets(1, 100).writeGzip(folder.resolve("a.pcap.gz"));
        PcapConsumer consumer = read(file(capture));
        assertThat(sourcePorts()).containsExactly(ports(1, 100));
        assertThat(consumer.sources().get(0).problem()).isNull();
        assertThat(consumer.sources().get(0).name()).isEqualTo(capture.toString());
    }

    @Test
    void readsThePatternsFilesInTheOrderOfTheirNames() throws Exception {
        for (int i : new int[] {3, 1, 2}) {
            PcapFileBuilder.micros().packets(i * 100, 2).write(folder.resolve("part" + i + ".pcap"));
        }
        PcapFileBuilder.micros().packets(9000, 1).write(folder.resolve("other.pcap"));
        PcapConsumer consumer = read(file(folder) + "/part[0-9].pcap");
        assertThat(sourcePorts()).containsExactly(100, 101, 200, 201, 300, 301);
        assertThat(consumer.sources())
                .extracting(source -> source.counters().decoded())
                .containsExactly(2L, 2L, 2L);
    }

    @Test
    void aFileWhoseNameLooksLikeAPatternIsThatFile() throws Exception {
        Path capture = PcapFileBuilder.micros().packets(1, 1).write(folder.resolve("a[1].pcap"));
        PcapFileBuilder.micros().packets(2, 1).write(folder.resolve("a1.pcap"));
        read(file(capture));
        assertThat(sourcePorts()).containsExactly(1);
    }

    @Test
    void optionFilesTakesAListAndTellsFilesOfOneNameApart() throws Exception {
        Path one = PcapFileBuilder.micros().packets(1, 1).write(folder.resolve("day.pcap"));
        Path two = PcapFileBuilder.micros()
                .packets(2, 1)
                .write(Files.createDirectory(folder.resolve("b")).resolve("day.pcap"));
        context.getRegistry().bind("captures", List.of(two, one));
        PcapConsumer consumer = read("pcap:file:many?files=#bean:captures");
        assertThat(sourcePorts()).containsExactly(2, 1);
        assertThat(consumer.sources()).extracting(PcapSource::probe).doesNotHaveDuplicates();
    }

    @Test
    void appliesTheFilter() throws Exception {
        Path capture = PcapFileBuilder.micros()
                .packets(1, 5)
                .record(SECONDS, 0, TestFrames.arp())
                .write(folder.resolve("a.pcap"));
        PcapConsumer consumer = read(file(capture) + "?filter=udp src port 3 or udp src port 5");
        assertThat(sourcePorts()).containsExactly(3, 5);
        assertThat(consumer.getReceived()).isEqualTo(2);
    }

    @Test
    void countsFramesWithoutIpAsSkipped() throws Exception {
        Path capture = PcapFileBuilder.micros()
                .record(SECONDS, 0, TestFrames.arp())
                .packets(1, 1)
                .write(folder.resolve("a.pcap"));
        PcapConsumer consumer = read(file(capture));
        assertThat(consumer.getSkipped()).isEqualTo(1);
        assertThat(consumer.getDecoded()).isEqualTo(1);
        assertAddsUp(consumer.counters());
    }

    @Test
    void anExchangeHoldsAtMostBatchSizePackets() throws Exception {
        Path capture = PcapFileBuilder.micros().packets(1, 25).write(folder.resolve("a.pcap"));
        read(file(capture) + "?batchSize=10&batchTimeoutMillis=600000");
        assertThat(batches).extracting(List::size).containsExactly(10, 10, 5);
        assertThat(sourcePorts()).containsExactly(ports(1, 25));
    }

    @ParameterizedTest
    @ValueSource(strings = {"original", "max", "5000", "1e9", "0.5e4"})
    void everyPaceKeepsOrderAndDeliversAll(String pace) throws Exception {
        Path capture = PcapFileBuilder.micros().packets(1, 60).write(folder.resolve("a.pcap"));
        PcapConsumer consumer = read(file(capture) + "?pace=" + pace + "&batchTimeoutMillis=5");
        assertThat(sourcePorts()).containsExactly(ports(1, 60));
        assertAddsUp(consumer.counters());
    }

    @Test
    void originalPaceIgnoresPacketsOutOfOrderAndBadTimestamps() throws Exception {
        Path capture = PcapFileBuilder.micros()
                .record(SECONDS, 5_000, TestFrames.udp(1))
                .record(SECONDS - 3600, 0, TestFrames.udp(2))
                .record(SECONDS, 2_000_000, TestFrames.udp(3))
                .record(SECONDS, 6_000, TestFrames.udp(4))
                .write(folder.resolve("a.pcap"));
        PcapConsumer consumer = read(file(capture) + "?pace=original");
        assertThat(sourcePorts()).containsExactly(1, 2, 4);
        assertThat(consumer.getRejected()).isEqualTo(1);
    }

    @Test
    void repeatReadsAllFilesAgain() throws Exception {
        PcapFileBuilder.micros().packets(1, 2).write(folder.resolve("1.pcap"));
        PcapFileBuilder.micros().packets(3, 1).write(folder.resolve("2.pcap"));
        PcapConsumer consumer = read(file(folder) + "/*.pcap?repeat=3");
        assertThat(sourcePorts()).containsExactly(1, 2, 3, 1, 2, 3, 1, 2, 3);
        assertThat(consumer.sources())
                .extracting(source -> source.counters().received())
                .containsExactly(6L, 3L);
    }

    @Test
    void rebaseMovesTimeStampsToNowAndKeepsTheirDistances() throws Exception {
        Path capture = PcapFileBuilder.nanos(ByteOrder.LITTLE_ENDIAN)
                .record(SECONDS, 10, TestFrames.udp(1))
                .record(SECONDS + 5, 17, TestFrames.udp(2))
                .write(folder.resolve("a.pcap"));
        Instant before = Instant.now();
        read(file(capture) + "?rebase=true&repeat=2");
        List<Long> nanos = packets().stream().map(Packet::timestampNanos).toList();
        assertThat(nanos).hasSize(4);
        assertThat(nanos.get(1) - nanos.get(0)).isEqualTo(5_000_000_007L);
        assertThat(nanos.get(3) - nanos.get(2)).isEqualTo(5_000_000_007L);
        assertThat(Instant.ofEpochSecond(0, nanos.get(0)))
                .isBetween(before.minus(Duration.ofSeconds(1)), before.plus(Duration.ofMinutes(10)));
        assertThat(nanos.get(2)).isGreaterThanOrEqualTo(nanos.get(0));
    }

    @Test
    void decapsulateShowsThePacketInside() throws Exception {
        Path capture = PcapFileBuilder.micros()
                .record(SECONDS, 0, TestFrames.vxlan(77))
                .write(folder.resolve("a.pcap"));
        read(file(capture));
        assertThat(packets()).singleElement().satisfies(packet -> {
            assertThat(packet.srcPort()).isEqualTo(5000);
            assertThat(packet.tunnel().srcPort()).isEqualTo(77);
            assertThat(packet.tunnel().id()).isEqualTo(7);
        });
        batches.clear();
        context.getRouteController().stopRoute(ROUTE);
        context.removeRoute(ROUTE);
        read(file(capture) + "?decapsulate=true");
        assertThat(sourcePorts()).containsExactly(77);
    }
}
