package io.wadi.netflow;

import static io.wadi.netflow.DatagramBuilder.ipfix;
import static io.wadi.netflow.DatagramBuilder.set;
import static io.wadi.netflow.DatagramBuilder.v5;
import static io.wadi.netflow.DatagramBuilder.v5Record;
import static io.wadi.netflow.DatagramBuilder.v9;
import static io.wadi.netflow.DecoderFixture.NOW_SECONDS;
import static io.wadi.netflow.DecoderFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.net.IpAddress;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Datagrams that lie, flood or forge: each is counted, nothing grows without bound. */
class BadDatagramsTest {

    private static final byte[] DATA =
            set(256, new DatagramBuilder().ip("192.0.2.3", "192.0.2.4").u32(8, 800));

    private final DecoderFixture fixture = new DecoderFixture();

    private static DatagramBuilder template(int id) {
        return new DatagramBuilder().u16(id, 4).u16(8, 4, 12, 4, 2, 4, 1, 4);
    }

    @AfterEach
    void addsUp() {
        fixture.assertAddsUp();
    }

    @Test
    void otherVersionsAreRejected() {
        assertThat(fixture.read(new byte[0])).isEqualTo(DatagramOutcome.REJECTED_VERSION);
        assertThat(fixture.read(new byte[] {0, 9, 0})).isEqualTo(DatagramOutcome.REJECTED_VERSION);
        assertThat(fixture.read(new DatagramBuilder().u16(8, 1).bytes())).isEqualTo(DatagramOutcome.REJECTED_VERSION);
        assertThat(fixture.read(new DatagramBuilder().u32(4).bytes())).isEqualTo(DatagramOutcome.REJECTED_VERSION);
    }

    @Test
    void everyPrefixOfAMessageIsRejected() {
        byte[] whole = ipfix(NOW_SECONDS, 0, 1, set(2, template(256)), DATA);
        for (int length = 4; length < whole.length; length++) {
            assertThat(fixture.read(Arrays.copyOf(whole, length)))
                    .as("%s bytes", length)
                    .isEqualTo(DatagramOutcome.REJECTED_TRUNCATED);
        }
    }

    @Test
    void lengthsOfMessagesAndSetsThatLieAreRejected() {
        byte[] shorter = ipfix(NOW_SECONDS, 0, 1);
        shorter[3] = 15;
        assertThat(fixture.read(shorter)).isEqualTo(DatagramOutcome.REJECTED_MALFORMED);
        byte[] empty = new DatagramBuilder().u16(2, 0).bytes();
        assertThat(fixture.read(ipfix(NOW_SECONDS, 0, 1, empty))).isEqualTo(DatagramOutcome.REJECTED_MALFORMED);
        byte[] longer = new DatagramBuilder().u16(2, 0xffff).bytes();
        assertThat(fixture.read(ipfix(NOW_SECONDS, 0, 1, longer))).isEqualTo(DatagramOutcome.REJECTED_TRUNCATED);
        byte[] fields = set(2, new DatagramBuilder().u16(256, 400, 8, 4));
        assertThat(fixture.read(ipfix(NOW_SECONDS, 0, 1, fields))).isEqualTo(DatagramOutcome.REJECTED_MALFORMED);
        assertThat(fixture.counters.templatesMalformed()).isEqualTo(1);
    }

    /** A record of no bytes would never end. */
    @Test
    void aTemplateWithoutBytesIsNotKept() {
        fixture.read(ipfix(
                NOW_SECONDS, 0, 1, set(2, new DatagramBuilder().u16(256, 2).u16(8, 0, 12, 0)), DATA));
        assertThat(fixture.report().templates()).isZero();
        assertThat(fixture.counters.templatesMalformed()).isEqualTo(1);
    }

    /** In NetFlow v9, 65,535 is a length; in IPFIX, it means that the length is in the record. */
    @Test
    void aFieldOfTheLargestLengthFitsNoV9Record() {
        DatagramBuilder template = new DatagramBuilder().u16(256, 2).u16(8, 4, 96, 65_535);
        assertThat(fixture.read(v9(1, NOW_SECONDS, 1, 1, set(0, template), DATA)))
                .isEqualTo(DatagramOutcome.REJECTED_MALFORMED);
        byte[] beyond = set(256, new DatagramBuilder().ip("192.0.2.3").u8(255).u16(9_000));
        assertThat(fixture.read(ipfix(NOW_SECONDS, 0, 1, set(2, template), beyond)))
                .isEqualTo(DatagramOutcome.REJECTED_MALFORMED);
        assertThat(fixture.flows).isEmpty();
    }

    /** RFC 7011 section 3.4.2.2: the scope field count must not be zero. */
    @Test
    void optionsWithoutAScopeAreNotKept() {
        fixture.read(ipfix(
                NOW_SECONDS, 0, 1, set(3, new DatagramBuilder().u16(256, 1, 0).u16(34, 4))));
        assertThat(fixture.report().templates()).isZero();
        assertThat(fixture.counters.templatesMalformed()).isEqualTo(1);
    }

    @Test
    void countsBeyondAllReasonAreRejected() {
        DatagramBuilder template = new DatagramBuilder().u16(256, 4).u16(8, 4, 12, 4, 2, 8, 1, 8);
        DatagramBuilder records = new DatagramBuilder()
                .ip("192.0.2.3", "192.0.2.4")
                .u64(1L << 37, 1)
                .ip("192.0.2.3", "192.0.2.4")
                .u64(-1, -1);
        fixture.read(ipfix(NOW_SECONDS, 0, 1, set(2, template), set(256, records)));
        assertThat(fixture.counters.count(RecordOutcome.REJECTED_COUNTS)).isEqualTo(2);
    }

    @Test
    void aSamplingRateBeyondAllReasonMakesNoForgedCounts() {
        DatagramBuilder options = new DatagramBuilder().u16(260, 2, 1).u16(149, 4, 34, 8);
        fixture.read(ipfix(
                NOW_SECONDS,
                0,
                1,
                set(3, options),
                set(260, new DatagramBuilder().u32(1).u64(Long.MAX_VALUE)),
                set(2, template(256)),
                DATA));
        assertThat(fixture.flows).isEmpty();
        assertThat(fixture.counters.count(RecordOutcome.REJECTED_COUNTS)).isEqualTo(1);
    }

    @Test
    void recordsWithoutAddressesAreRejected() {
        DatagramBuilder template = new DatagramBuilder().u16(256, 2).u16(2, 4, 1, 4);
        fixture.read(ipfix(NOW_SECONDS, 0, 1, set(2, template), set(256, new DatagramBuilder().u32(1, 100))));
        assertThat(fixture.counters.count(RecordOutcome.REJECTED_ADDRESSES)).isEqualTo(1);
    }

    /** The exporter of netflowv9.pcap among nDPI's captures is 13 days behind. */
    @Test
    void aClockYearsOffMovesTheTimes() {
        for (long seconds : new long[] {0, NOW_SECONDS - 13 * 86_400, 4_000_000_000L}) {
            fixture.clear();
            fixture.read(v5(100_000, seconds, 0, 0, v5Record(1, 40, 90_000, 95_000)));
            assertThat(fixture.flow().lastNanos()).as("%s", seconds).isEqualTo((NOW_SECONDS - 5) * SECOND);
            assertThat(fixture.flow().firstNanos()).isEqualTo((NOW_SECONDS - 10) * SECOND);
        }
        assertThat(fixture.counters.skewed()).isEqualTo(3);
        assertThat(fixture.report().skewMillis()).isEqualTo((4_000_000_000L - NOW_SECONDS) * 1000);
    }

    @Test
    void impossibleTimesOfFlowsAreReplaced() {
        DatagramBuilder template = new DatagramBuilder().u16(256, 5).u16(8, 4, 12, 4, 2, 4, 152, 8, 153, 8);
        DatagramBuilder records = new DatagramBuilder();
        long[][] times = {{-1, -1}, {0, 0}, {NOW_SECONDS * 1000, 1}, {1, NOW_SECONDS * 1000}, {0, Long.MAX_VALUE}};
        for (long[] each : times) {
            records.ip("192.0.2.3", "192.0.2.4").u32(1).u64(each);
        }
        fixture.read(ipfix(NOW_SECONDS, 0, 1, set(2, template), set(256, records)));
        assertThat(fixture.flows).hasSize(times.length).allSatisfy(flow -> {
            assertThat(flow.firstNanos()).isEqualTo(NOW_SECONDS * SECOND);
            assertThat(flow.lastNanos()).isEqualTo(NOW_SECONDS * SECOND);
        });
        // The first one has no time at all, which is allowed; the last one has none of its end.
        assertThat(fixture.counters.timesReplaced()).isEqualTo(4);
    }

    @Test
    void aFloodOfTemplatesIsBounded() {
        int fields = 300;
        DatagramBuilder template = new DatagramBuilder();
        for (int i = 0; i < fields; i++) {
            template.u16(i % 2 == 0 ? 8 : 12, 4);
        }
        byte[] specifiers = template.bytes();
        for (int domain = 0; domain < 100; domain++) {
            for (int id = 256; id < 656; id++) {
                fixture.read(ipfix(
                        NOW_SECONDS,
                        0,
                        domain,
                        set(2, new DatagramBuilder().u16(id, fields).raw(specifiers))));
            }
        }
        assertThat(fixture.heldBytes()).isBetween(1L << 20, SourceBounds.MOST_TEMPLATE_BYTES);
        assertThat(fixture.counters.templatesRefused()).isPositive();
        long kept = fixture.decoder.sources().reports().stream()
                .mapToLong(ExporterReport::templates)
                .sum();
        assertThat(kept + fixture.counters.templatesRefused()).isEqualTo(40_000);
    }

    @Test
    void dataWithoutTemplatesIsBounded() {
        byte[] message = ipfix(NOW_SECONDS, 0, 1, set(300, new DatagramBuilder().raw(new byte[60_000])));
        for (int i = 0; i < 400; i++) {
            fixture.read(message);
        }
        assertThat(fixture.heldBytes()).isBetween(1L << 20, SourceBounds.MOST_WAITING_BYTES);
        assertThat(fixture.counters.noTemplate() + fixture.counters.waiting()).isEqualTo(400);
        fixture.decoder.sources().dropWaiting();
        assertThat(fixture.counters.noTemplate()).isEqualTo(400);
        assertThat(fixture.heldBytes()).isZero();
    }

    /** Each exporter may name 256 samplers, and there may be ten thousand exporters. */
    @Test
    void aFloodOfSamplersIsBounded() {
        DatagramBuilder options = new DatagramBuilder().u16(260, 4, 8).u16(1, 4, 48, 4, 50, 2);
        DatagramBuilder samplers = new DatagramBuilder();
        for (int id = 1; id <= 200; id++) {
            samplers.u32(0, id).u16(10);
        }
        samplers.u32(0, 250).u16(20);
        byte[] template = set(0, new DatagramBuilder().u16(256, 5).u16(8, 4, 12, 4, 2, 4, 1, 4, 48, 4));
        byte[] record = set(
                256,
                new DatagramBuilder().ip("192.0.2.3", "192.0.2.4").u32(8, 800).u32(1));
        for (int domain = 0; domain < 400; domain++) {
            fixture.read(v9(1, NOW_SECONDS, 0, domain, set(1, options), set(260, samplers), template, record));
        }
        assertThat(fixture.flows.get(0).facts().samplingRate()).isEqualTo(10);
        assertThat(fixture.flows.get(399).facts().samplingRate())
                .as("the last rate that the exporter has stated, where its samplers are not kept")
                .isEqualTo(20);
    }

    /** Each exporter may name 4,096 interfaces, and there may be ten thousand exporters. */
    @Test
    void aFloodOfInterfaceNamesIsBounded() {
        DatagramBuilder options = new DatagramBuilder().u16(260, 4, 4).u16(2, 4, 82, 2);
        for (int domain = 0; domain < 40; domain++) {
            fixture.read(v9(1, NOW_SECONDS, 0, domain, set(1, options)));
            for (int datagram = 0; datagram < 5; datagram++) {
                DatagramBuilder names = new DatagramBuilder();
                for (int i = 0; i < 1_000; i++) {
                    names.u32(1_000 * datagram + i).u8('e', '0' + datagram);
                }
                fixture.read(v9(1, NOW_SECONDS, 1 + datagram, domain, set(260, names)));
            }
        }
        assertThat(fixture.bounds.interfaces().held()).isEqualTo(SourceBounds.MOST_INTERFACES);
    }

    @Test
    void forgedSendersAreBounded() {
        byte[] datagram = v5(1, NOW_SECONDS, 0, 0, v5Record(1, 40, 0, 0));
        for (int i = 0; i < SourceBounds.MOST_SOURCES + 50; i++) {
            fixture.read(datagram, IpAddress.v4(i), 1);
        }
        assertThat(fixture.counters.count(DatagramOutcome.REJECTED_EXPORTERS)).isEqualTo(50);
        assertThat(fixture.decoder.sources().reports()).hasSize(SourceBounds.MOST_SOURCES);
        fixture.clear();
        fixture.nowNanos += 3601 * SECOND;
        fixture.read(datagram, IpAddress.v4(0), 1);
        fixture.read(datagram, IpAddress.v4(-1), 1);
        assertThat(fixture.flows).as("one who was silent for long makes room").hasSize(2);
        assertThat(fixture.decoder.sources().reports()).hasSize(SourceBounds.MOST_SOURCES);
    }

    /** The kernel may give all forged senders to one worker, or the same number to each of sixty-four. */
    @Test
    void workersShareTheirBounds() {
        DecoderFixture other = new DecoderFixture(fixture.bounds);
        byte[] data = set(300, new DatagramBuilder().raw(new byte[60_000]));
        for (int i = 0; i < 200; i++) {
            fixture.read(ipfix(NOW_SECONDS, 0, 1, data), IpAddress.v4(0), 1);
            other.read(ipfix(NOW_SECONDS, 0, 1, data), IpAddress.v4(1), 1);
        }
        assertThat(fixture.bounds.waitingBytes().held()).isBetween(1L << 20, SourceBounds.MOST_WAITING_BYTES);
        assertThat(other.counters.noTemplate()).isPositive();
        fixture.decoder.sources().dropWaiting();
        other.decoder.sources().dropWaiting();
        assertThat(fixture.heldBytes()).isZero();

        byte[] datagram = v5(1, NOW_SECONDS, 0, 0, v5Record(1, 40, 0, 0));
        for (int i = 2; i < SourceBounds.MOST_SOURCES; i++) {
            (i % 2 == 0 ? fixture : other).read(datagram, IpAddress.v4(i), 1);
        }
        assertThat(other.read(datagram, IpAddress.v4(-1), 1)).isEqualTo(DatagramOutcome.REJECTED_EXPORTERS);
        DecoderFixture empty = new DecoderFixture(fixture.bounds);
        assertThat(empty.read(datagram, IpAddress.v4(-1), 1)).isEqualTo(DatagramOutcome.REJECTED_EXPORTERS);
    }
}
