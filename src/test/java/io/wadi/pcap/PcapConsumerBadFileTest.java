package io.wadi.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.Outcome;
import io.wadi.packet.Packet;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Invalid files: counted, reported, never fatal. */
class PcapConsumerBadFileTest extends PcapTestSupport {

    private static final long SECONDS = 1_700_000_000L;

    private PcapSource readOne(Path capture) throws Exception {
        PcapConsumer consumer = read(file(capture));
        assertAddsUp(consumer.counters());
        return consumer.sources().get(0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000_000, 999_999_999, 0x7fff_ffffL, 0xffff_ffffL})
    void rejectsAFractionBeyondOneSecondAndGoesOn(long micros) throws Exception {
        Path capture = PcapFileBuilder.micros()
                .record(SECONDS, 999_999, TestFrames.udp(1))
                .record(SECONDS, micros, TestFrames.udp(2))
                .record(SECONDS + 1, 0, TestFrames.udp(3))
                .write(folder.resolve("a.pcap"));
        PcapSource source = readOne(capture);
        assertThat(sourcePorts()).containsExactly(1, 3);
        assertThat(source.counters().count(Outcome.REJECTED_TIMESTAMP)).isEqualTo(1);
        assertThat(source.problem()).isNull();
    }

    @Test
    void rejectsANanosecondFractionBeyondOneSecond() throws Exception {
        Path capture = PcapFileBuilder.nanos(ByteOrder.BIG_ENDIAN)
                .record(SECONDS, 1_000_000_000, TestFrames.udp(1))
                .record(SECONDS, 999_999_999, TestFrames.udp(2))
                .write(folder.resolve("a.pcap"));
        assertThat(readOne(capture).counters().count(Outcome.REJECTED_TIMESTAMP))
                .isEqualTo(1);
        assertThat(packets())
                .singleElement()
                .extracting(Packet::timestampNanos)
                .isEqualTo(SECONDS * 1_000_000_000 + 999_999_999);
    }

    @Test
    void rejectsATimestampThatNoClockShows() throws Exception {
        Path capture = new PcapngFileBuilder(ByteOrder.LITTLE_ENDIAN)
                .networkInterface(PcapFileBuilder.ETHERNET, 0, 6)
                .packet(0, Long.MAX_VALUE, TestFrames.udp(1))
                .packet(0, SECONDS * 1_000_000, TestFrames.udp(2))
                .write(folder.resolve("a.pcapng"));
        assertThat(readOne(capture).counters().count(Outcome.REJECTED_TIMESTAMP))
                .isEqualTo(1);
        assertThat(sourcePorts()).containsExactly(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 16, 20, 62})
    void deliversWhatComesBeforeACutRecordAndSaysSo(int cut) throws Exception {
        byte[] whole = PcapFileBuilder.micros().packets(1, 10).toBytes();
        Path capture = Files.write(folder.resolve("a.pcap"), Arrays.copyOf(whole, whole.length - cut));
        PcapSource source = readOne(capture);
        assertThat(sourcePorts()).hasSize(9).endsWith(9);
        assertThat(source.state()).isEqualTo(PcapSource.State.FINISHED);
        assertThat(source.problem()).startsWith(capture + " ends early: ").contains("truncated");
    }

    @Test
    void aFileCutInItsFirstRecordEndsEarlyToo() throws Exception {
        byte[] whole = PcapFileBuilder.micros().packets(1, 1).toBytes();
        PcapSource source = readOne(Files.write(folder.resolve("a.pcap"), Arrays.copyOf(whole, whole.length - 1)));
        assertThat(source.state()).isEqualTo(PcapSource.State.FINISHED);
        assertThat(source.problem()).contains("ends early");
        assertThat(source.counters().received()).isZero();
    }

    @Test
    void rejectsARecordWithoutBytes() throws Exception {
        Path capture = PcapFileBuilder.micros()
                .record(SECONDS, 0, 0, 60, new byte[0])
                .record(SECONDS, 0, 0, 0, new byte[0])
                .packets(1, 1)
                .write(folder.resolve("a.pcap"));
        assertThat(readOne(capture).counters().count(Outcome.REJECTED_EMPTY)).isEqualTo(2);
        assertThat(sourcePorts()).containsExactly(1);
    }

    @Test
    void rejectsARecordThatHoldsMoreThanWasOnTheWire() throws Exception {
        byte[] frame = TestFrames.udp(1);
        Path capture = PcapFileBuilder.micros()
                .record(SECONDS, 0, frame.length, frame.length - 5, frame)
                .packets(2, 1)
                .write(folder.resolve("a.pcap"));
        assertThat(readOne(capture).counters().count(Outcome.REJECTED_LENGTH)).isEqualTo(1);
        assertThat(sourcePorts()).containsExactly(2);
    }

    @Test
    void survivesARecordLongerThanTheSnaplen() throws Exception {
        Path capture = PcapFileBuilder.micros(PcapFileBuilder.ETHERNET, 45)
                .record(SECONDS, 0, TestFrames.udp(1))
                .packets(2, 1)
                .write(folder.resolve("a.pcap"));
        assertThat(readOne(capture).counters().received()).isEqualTo(2);
        assertThat(sourcePorts()).containsExactly(1, 2);
    }

    @Test
    void aRecordOfImpossibleSizeEndsTheFileAndSaysSo() throws Exception {
        Path capture = PcapFileBuilder.micros()
                .packets(1, 3)
                .record(SECONDS, 0, Integer.MAX_VALUE, Integer.MAX_VALUE, new byte[100])
                .packets(4, 3)
                .write(folder.resolve("a.pcap"));
        PcapSource source = readOne(capture);
        assertThat(sourcePorts()).containsExactly(1, 2, 3);
        assertThat(source.problem()).contains("ends early");
    }

    @Test
    void deliversWhatATruncatedGzipHolds() throws Exception {
        byte[] packed =
                PcapFileBuilder.gzip(PcapFileBuilder.micros().packets(1, 2_000).toBytes());
        Path capture = Files.write(folder.resolve("a.pcap.gz"), Arrays.copyOf(packed, packed.length / 2));
        PcapSource source = readOne(capture);
        assertThat(source.counters().decoded()).isBetween(100L, 1_999L);
        assertThat(source.problem()).contains("ends early");
    }

    @Test
    void saysThatAGzipIsCutEvenBetweenRecords() throws Exception {
        byte[] packed =
                PcapFileBuilder.gzip(PcapFileBuilder.micros().packets(1, 5).toBytes());
        Path capture = Files.write(folder.resolve("a.pcap.gz"), Arrays.copyOf(packed, packed.length - 8));
        PcapSource source = readOne(capture);
        assertThat(source.counters().decoded()).isEqualTo(5);
        assertThat(source.problem()).contains("ends early").contains("compressed data is truncated");
    }

    @Test
    void saysThatAZstdOrLz4IsCut() throws Exception {
        byte[] capture = PcapFileBuilder.micros().packets(1, 20_000).toBytes();
        for (byte[] packed : new byte[][] {Compressed.zstd(capture), Compressed.lz4(capture)}) {
            Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(packed, packed.length / 2));
            PcapSource source = readOne(cut);
            assertThat(source.counters().decoded()).isBetween(100L, 19_999L);
            assertThat(source.problem()).contains("ends early");
            batches.clear();
            context.getRouteController().stopRoute(ROUTE);
            context.removeRoute(ROUTE);
        }
    }

    @Test
    void rejectsALinkTypeThatNobodyKnows() throws Exception {
        Path capture = PcapFileBuilder.micros(147, 65_535).packets(1, 4).write(folder.resolve("a.pcap"));
        assertThat(readOne(capture).counters().count(Outcome.REJECTED_LINK_TYPE))
                .isEqualTo(4);
        assertThat(batches).isEmpty();
    }

    @Test
    void aCaptureWithoutPacketsIsNoProblem() throws Exception {
        PcapSource source = readOne(PcapFileBuilder.micros().write(folder.resolve("a.pcap")));
        assertThat(source.state()).isEqualTo(PcapSource.State.FINISHED);
        assertThat(source.problem()).isNull();
        assertThat(batches).isEmpty();
    }

    @Test
    void aBadFileAmongGoodOnesFailsAloneAndTheRestIsRead() throws Exception {
        PcapFileBuilder.micros().packets(1, 1).write(folder.resolve("1.pcap"));
        Files.writeString(folder.resolve("2.pcap"), "no capture, whatever its name says");
        PcapFileBuilder.micros().packets(3, 1).write(folder.resolve("3.pcap"));
        PcapConsumer consumer = read(file(folder) + "/*.pcap");
        assertThat(sourcePorts()).containsExactly(1, 3);
        assertThat(consumer.sources())
                .extracting(PcapSource::state)
                .containsExactly(PcapSource.State.FINISHED, PcapSource.State.FAILED, PcapSource.State.FINISHED);
        assertThat(consumer.sources().get(1).problem()).contains("2.pcap").contains("not a pcap or pcapng");
    }

    @Test
    void refusesToStartOnWhatIsNoCapture() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty.pcap"));
        Path text = Files.writeString(folder.resolve("text.pcap"), "Lorem ipsum dolor sit amet, consectetur");
        Path emptyGzip = Files.write(folder.resolve("empty.gz"), PcapFileBuilder.gzip(new byte[0]));
        Path textGzip = Files.write(
                folder.resolve("text.gz"), PcapFileBuilder.gzip("Lorem ipsum".getBytes(StandardCharsets.US_ASCII)));
        for (Path file : new Path[] {empty, text, emptyGzip, textGzip}) {
            assertThat(refusal(file(file))).contains("Capture file " + file + " is not a pcap or pcapng capture");
        }
        Path broken = Files.write(folder.resolve("broken.gz"), new byte[] {0x1f, (byte) 0x8b, 99, 1, 2, 3, 4, 5, 6, 7});
        assertThat(refusal(file(broken))).contains(broken.toString()).contains("cannot be decompressed");
    }

    @Test
    void refusesToStartOnWhatIsNotThere() {
        assertThat(refusal(file(folder.resolve("gone.pcap"))))
                .contains("Capture file " + folder.resolve("gone.pcap") + " does not exist");
        assertThat(refusal(file(folder))).contains(folder.toString()).contains("it is a directory");
        assertThat(refusal(file(folder) + "/*.pcap")).contains("No capture file matches " + folder + "/*.pcap");
        assertThat(refusal(file(folder) + "/no/*.pcap")).contains("Folder " + folder.resolve("no"));
    }
}
