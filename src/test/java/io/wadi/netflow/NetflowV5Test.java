package io.wadi.netflow;

import static io.wadi.netflow.DatagramBuilder.v5;
import static io.wadi.netflow.DatagramBuilder.v5Record;
import static io.wadi.netflow.DecoderFixture.NOW_SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.net.IpAddress;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Bytes by Cisco's "NetFlow Export Datagram Format", tables B-3 and B-4. */
class NetflowV5Test {

    private static final long SECOND = DecoderFixture.SECOND;
    private static final long MILLI = 1_000_000L;

    private final DecoderFixture fixture = new DecoderFixture();

    @Test
    void readsHeaderAndRecord() {
        assertThat(fixture.read(v5(100_000, NOW_SECONDS, 7, 0, v5Record(5, 600, 40_000, 99_000))))
                .isEqualTo(DatagramOutcome.DECODED);
        ExportedFlow flow = fixture.flow();
        assertThat(flow.exporter())
                .isEqualTo(new Exporter("r1", DecoderFixture.SENDER, DecoderFixture.PORT, ExportProtocol.V5, 0x102));
        assertThat(flow.src()).hasToString("192.0.2.1");
        assertThat(flow.dst()).hasToString("198.51.100.2");
        assertThat(flow.srcPort()).isEqualTo(1234);
        assertThat(flow.dstPort()).isEqualTo(443);
        assertThat(flow.transport()).isEqualTo("TCP");
        assertThat(flow.packets()).isEqualTo(5);
        assertThat(flow.bytes()).isEqualTo(600);
        assertThat(flow.tcpFlags()).isEqualTo(0x1b);
        assertThat(flow.firstNanos()).isEqualTo(NOW_SECONDS * SECOND - 60_000 * MILLI);
        assertThat(flow.lastNanos()).isEqualTo(NOW_SECONDS * SECOND - 1_000 * MILLI);
        assertThat(flow.facts())
                .isEqualTo(new ExportFacts(
                        1, 3, 4, IpAddress.parse("203.0.113.9"), 64500, 64501, 0x10, -1, -1, null, null));
        fixture.assertAddsUp();
    }

    @Test
    void scalesByTheSamplingOfTheHeader() {
        fixture.read(v5(1, NOW_SECONDS, 0, 1 << 14 | 100, v5Record(5, 600, 0, 0)));
        assertThat(fixture.flow().packets()).isEqualTo(500);
        assertThat(fixture.flow().bytes()).isEqualTo(60_000);
        assertThat(fixture.flow().facts().samplingRate()).isEqualTo(100);
    }

    @Test
    void theOptionOverridesTheSamplingOfTheHeader() {
        DecoderFixture overridden = new DecoderFixture(10);
        overridden.read(v5(1, NOW_SECONDS, 0, 1 << 14 | 100, v5Record(5, 600, 0, 0)));
        assertThat(overridden.flow().packets()).isEqualTo(50);
        assertThat(overridden.flow().facts().samplingRate()).isEqualTo(10);
    }

    /** 32 bits of milliseconds wrap after 49.7 days: here between the flow and its export. */
    @Test
    void theUptimeMayWrap() {
        fixture.read(v5(1_000, NOW_SECONDS, 0, 0, v5Record(1, 40, 0xffff_ffffL - 999, 500)));
        assertThat(fixture.flow().firstNanos()).isEqualTo(NOW_SECONDS * SECOND - 2_000 * MILLI);
        assertThat(fixture.flow().lastNanos()).isEqualTo(NOW_SECONDS * SECOND - 500 * MILLI);
        assertThat(fixture.counters.timesReplaced()).isZero();
    }

    @Test
    void countsRecordsLostBetweenDatagrams() {
        fixture.read(v5(1, NOW_SECONDS, 10, 0, v5Record(1, 40, 0, 0), v5Record(1, 40, 0, 0)));
        fixture.read(v5(2, NOW_SECONDS, 12, 0, v5Record(1, 40, 0, 0)));
        assertThat(fixture.counters.lost()).isZero();
        fixture.read(v5(3, NOW_SECONDS, 20, 0, v5Record(1, 40, 0, 0)));
        assertThat(fixture.counters.lost()).isEqualTo(7);
        assertThat(fixture.report().lost()).isEqualTo(7);
        assertThat(fixture.report().records()).isEqualTo(4);
    }

    @Test
    void aTruncatedDatagramGivesItsWholeRecords() {
        byte[] whole = v5(1, NOW_SECONDS, 0, 0, v5Record(1, 40, 0, 0), v5Record(2, 80, 0, 0));
        assertThat(fixture.read(Arrays.copyOf(whole, whole.length - 1))).isEqualTo(DatagramOutcome.REJECTED_TRUNCATED);
        assertThat(fixture.flow().packets()).isEqualTo(1);
        assertThat(fixture.read(Arrays.copyOf(whole, 23))).isEqualTo(DatagramOutcome.REJECTED_TRUNCATED);
        fixture.assertAddsUp();
    }

    @Test
    void recordsThatCannotBeAreCounted() {
        fixture.read(v5(1, NOW_SECONDS, 0, 0, v5Record(0, 0, 0, 0), v5Record(0, 40, 0, 0), v5Record(1, 1 << 21, 0, 0)));
        assertThat(fixture.flows).isEmpty();
        assertThat(fixture.counters.count(RecordOutcome.EMPTY)).isEqualTo(1);
        assertThat(fixture.counters.count(RecordOutcome.REJECTED_COUNTS)).isEqualTo(2);
        fixture.assertAddsUp();
    }
}
