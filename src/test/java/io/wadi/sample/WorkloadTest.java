package io.wadi.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkloadTest {

    private static final int PACKETS = 20_000;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int SYN = 2;
    private static final int SYN_ACK = 18;
    private static final int RST = 4;
    private static final int RST_ACK = 20;

    private static byte[] write(Workload workload, long seed) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new SampleCapture(PACKETS, seed, SampleCapture.DEFAULT_START, workload).write(out);
        return out.toByteArray();
    }

    private static List<Captured> records(Workload workload) throws IOException {
        return Captured.readAll(write(workload, 1));
    }

    private static int source(Captured one) {
        return one.i32(26);
    }

    private static int destination(Captured one) {
        return one.i32(30);
    }

    private static int destinationPort(Captured one) {
        return one.u16(one.transportAt() + 2);
    }

    private static int tcpFlags(Captured one) {
        return one.u8(one.transportAt() + 13);
    }

    private static <T> Set<T> distinct(List<Captured> records, Function<Captured, T> value) {
        return records.stream().map(value).collect(Collectors.toSet());
    }

    private static List<Captured> withFlags(List<Captured> records, int flags) {
        return records.stream().filter(one -> tcpFlags(one) == flags).toList();
    }

    @ParameterizedTest
    @EnumSource
    void theSameSeedGivesTheSameBytesInOrderOfTime(Workload workload) throws IOException {
        byte[] file = write(workload, 1);
        assertThat(write(workload, 1)).isEqualTo(file);
        assertThat(write(workload, 2)).isNotEqualTo(file);
        assertThat(Captured.readAll(file))
                .hasSize(PACKETS)
                .extracting(Captured::timestampNanos)
                .isSorted();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OFFICE")
    void everyPacketOfAnAttackIsWhole(Workload attack) throws IOException {
        assertThat(records(attack)).allMatch(one -> one.isWhole() && one.checksumsAreRight());
    }

    @Test
    void aPortScanTriesEachPortOnceAndClosedOnesAreRejected() throws IOException {
        List<Captured> records = records(Workload.PORT_SCAN);
        List<Captured> probes = withFlags(records, SYN);
        assertThat(distinct(probes, WorkloadTest::source)).hasSize(1);
        assertThat(distinct(probes, one -> List.of(destination(one), destinationPort(one))))
                .hasSameSizeAs(probes);
        assertThat(withFlags(records, RST_ACK)).hasSizeGreaterThan(PACKETS / 3);
        assertThat(records).allMatch(one -> one.protocol() == TCP);
    }

    /** 65,535 ports of each machine: further packets try the next machine, and find open ports. */
    @Test
    void aLongPortScanFindsTheOpenPorts() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new SampleCapture(200_000, 1, SampleCapture.DEFAULT_START, Workload.PORT_SCAN).write(out);
        List<Captured> records = Captured.readAll(out.toByteArray());
        List<Captured> probes = withFlags(records, SYN);
        assertThat(distinct(probes, one -> List.of(destination(one), destinationPort(one))))
                .hasSameSizeAs(probes);
        assertThat(distinct(withFlags(records, SYN_ACK), one -> one.u16(one.transportAt())))
                .containsExactlyInAnyOrder(22, 80, 443);
        assertThat(withFlags(records, RST)).hasSameSizeAs(withFlags(records, SYN_ACK));
    }

    @Test
    void aSynFloodHasAnotherSourceInEachPacket() throws IOException {
        List<Captured> records = records(Workload.SYN_FLOOD);
        List<Captured> requests = withFlags(records, SYN);
        assertThat(distinct(requests, WorkloadTest::source)).hasSizeGreaterThan(requests.size() - 10);
        assertThat(distinct(requests, one -> List.of(destination(one), destinationPort(one))))
                .hasSize(1);
        assertThat(withFlags(records, SYN_ACK)).hasSizeBetween(requests.size() / 5, requests.size() / 3);
        assertThat(seconds(records)).isBetween(0.7, 0.9);
    }

    @Test
    void aDnsAmplificationSendsLargeAnswersOfManyResolversToOneMachine() throws IOException {
        List<Captured> records = records(Workload.DNS_AMPLIFICATION);
        assertThat(records)
                .allMatch(one -> one.protocol() == UDP && one.u16(one.transportAt()) == 53)
                .allMatch(one -> one.frame().length > 600 && one.frame().length <= 1_514);
        assertThat(distinct(records, WorkloadTest::source)).hasSizeGreaterThan(10_000);
        assertThat(distinct(records, WorkloadTest::destination)).hasSize(1);
        assertThat(distinct(records, one -> List.of(source(one), destinationPort(one))))
                .hasSizeGreaterThan(PACKETS - 10);
    }

    private static double seconds(List<Captured> records) {
        return (records.get(records.size() - 1).timestampNanos()
                        - records.get(0).timestampNanos())
                / 1e9;
    }

    @Test
    void aWorkloadBeginsWhenAskedTo() throws IOException {
        Instant start = Instant.parse("2030-06-07T08:09:10Z");
        Set<Long> first = new HashSet<>();
        for (Workload workload : Workload.values()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new SampleCapture(10, 1, start, workload).write(out);
            first.add(Captured.readAll(out.toByteArray()).get(0).timestampNanos());
        }
        assertThat(first).containsExactly(start.getEpochSecond() * 1_000_000_000L);
    }
}
