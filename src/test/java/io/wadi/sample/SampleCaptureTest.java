package io.wadi.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SampleCaptureTest {

    /** Changes whenever the sample does: then set it anew, and say so in the changelog. */
    private static final String SHA256_OF_DEFAULT = "862172742b2798df1685820c1b46df04f0bd77d5203f910322de28730cd54e73";

    private static byte[] file;
    private static SampleCapture.Summary summary;
    private static List<Captured> records;

    @BeforeAll
    static void writeDefault() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        summary = new SampleCapture().write(out);
        file = out.toByteArray();
        records = Captured.readAll(file);
    }

    private static byte[] write(long packets, long seed, Instant start) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new SampleCapture(packets, seed, start).write(out);
        return out.toByteArray();
    }

    @Test
    void theSameOnEveryMachine() throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(file);
        assertThat(HexFormat.of().formatHex(digest)).isEqualTo(SHA256_OF_DEFAULT);
    }

    @Test
    void sameSeedSameBytesOtherSeedOtherBytes() throws IOException {
        byte[] again = write(20_000, 1, SampleCapture.DEFAULT_START);
        byte[] other = write(20_000, 2, SampleCapture.DEFAULT_START);
        assertThat(again).isEqualTo(file);
        assertThat(other).isNotEqualTo(file);
    }

    @Test
    void aShorterCaptureIsTheBeginningOfALongerOne() throws IOException {
        byte[] shorter = write(500, 1, SampleCapture.DEFAULT_START);
        assertThat(file).startsWith(shorter);
        assertThat(Captured.readAll(shorter)).hasSize(500);
    }

    @Test
    void writesExactlyAsManyRecordsAsAskedFor() throws IOException {
        assertThat(records).hasSize(20_000);
        assertThat(Captured.readAll(write(1, 7, SampleCapture.DEFAULT_START))).hasSize(1);
    }

    @Test
    void theSummaryAgreesWithTheFile() {
        long last = records.get(records.size() - 1).timestampNanos();
        assertThat(summary.packets()).isEqualTo(records.size());
        assertThat(summary.bytes()).isEqualTo(file.length).isEqualTo(Captured.fileSize(records));
        assertThat(summary.span()).isEqualTo(Duration.ofNanos(last - nanos(SampleCapture.DEFAULT_START)));
        assertThat(summary.span()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(70));
    }

    @Test
    void beginsWhenAskedToAndRunsInOrderOfTime() throws IOException {
        Instant start = Instant.parse("2030-06-07T08:09:10.123456789Z");
        List<Captured> moved = Captured.readAll(write(2_000, 1, start));
        assertThat(moved.get(0).timestampNanos()).isEqualTo(nanos(start));
        assertThat(moved).extracting(Captured::timestampNanos).isSorted();
    }

    private static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }

    @Test
    void checksumsOfAllWholePacketsAreRight() {
        List<Captured> whole = records.stream().filter(Captured::isWhole).toList();
        assertThat(whole).hasSizeGreaterThan(19_000).allMatch(Captured::checksumsAreRight);
    }

    @Test
    void containsEveryPromisedProtocolOverBothVersionsOfIp() {
        for (int port : new int[] {53, 123, 443, 5353}) {
            assertThat(records).anyMatch(one -> one.isV4() && one.isOf(17, port));
            assertThat(records).anyMatch(one -> one.isV6() && one.isOf(17, port));
        }
        for (int port : new int[] {80, 443}) {
            assertThat(records).anyMatch(one -> one.isV4() && one.isOf(6, port));
            assertThat(records).anyMatch(one -> one.isV6() && one.isOf(6, port));
        }
        assertThat(records).anyMatch(one -> one.isOf(6, 22)).anyMatch(one -> one.isOf(6, 993));
        assertThat(records).anyMatch(one -> one.isOf(17, 67)).anyMatch(one -> one.isOf(17, 1900));
        assertThat(records).anyMatch(one -> one.protocol() == 1).anyMatch(one -> one.protocol() == 58);
        assertThat(records).anyMatch(one -> one.frame().length == 60 && one.u16(12) == 0x0806);
    }

    @Test
    void mostBytesAreOfTlsAndQuic() {
        long all = records.stream().mapToLong(one -> one.frame().length).sum();
        long web = records.stream()
                .filter(one -> one.isOf(6, 443) || one.isOf(17, 443))
                .mapToLong(one -> one.frame().length)
                .sum();
        assertThat(web).isGreaterThan(all * 8 / 10);
        assertThat(all / records.size()).isBetween(400L, 600L);
    }

    @Test
    void aFewFramesAreMalformed() {
        long malformed = records.stream()
                .filter(one -> one.frame().length < 60 || one.u16(12) == 0x0800 && !one.isWhole())
                .count();
        assertThat(malformed).isBetween(7L, 20L);
    }

    @Test
    void manyFlowsWhateverTheLength() throws IOException {
        Set<Long> flows = new HashSet<>();
        Captured.readAll(write(100_000, 3, SampleCapture.DEFAULT_START)).stream()
                .filter(one -> one.isWhole() && (one.protocol() == 6 || one.protocol() == 17))
                .forEach(one -> flows.add(oneForBothDirections(one)));
        assertThat(flows).hasSizeBetween(2_000, 6_000);
    }

    private static long oneForBothDirections(Captured one) {
        int last = one.transportAt();
        int addressLength = one.isV4() ? 4 : 16;
        long source = one.i32(last - addressLength - 4) * 65_536L + one.u16(last);
        long destination = one.i32(last - 4) * 65_536L + one.u16(last + 2);
        return (source ^ destination) * 31 + one.protocol();
    }

    @Test
    void refusesWhatNoFileCanHold() {
        assertThatThrownBy(() -> new SampleCapture(0, 1, SampleCapture.DEFAULT_START))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one packet");
        for (String start : List.of("1969-12-31T23:59:59Z", "2106-01-01T00:00:00Z")) {
            assertThatThrownBy(() -> new SampleCapture(1, 1, Instant.parse(start)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1970 to 2105");
        }
    }

    @Test
    void passesOnThatTheStreamIsFull() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("no space left");
            }
        };
        assertThatThrownBy(() -> new SampleCapture().write(full)).isInstanceOf(IOException.class);
    }
}
