package io.wadi.netflow;

import static io.wadi.netflow.DatagramBuilder.ipfix;
import static io.wadi.netflow.DatagramBuilder.set;
import static io.wadi.netflow.DatagramBuilder.v9;
import static io.wadi.netflow.DecoderFixture.NOW_SECONDS;
import static io.wadi.netflow.DecoderFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Messages of NetFlow v9 and IPFIX by the sections of their RFCs. */
class FlowSetsTest {

    private static final long MILLI = 1_000_000L;

    private final DecoderFixture fixture = new DecoderFixture();

    /** Source, destination, ports, protocol, packets, bytes, first and last of 152 and 153. */
    private static DatagramBuilder fields() {
        return new DatagramBuilder().u16(8, 4, 12, 4, 7, 2, 11, 2, 4, 1).u16(2, 8, 1, 8, 152, 8, 153, 8);
    }

    private static DatagramBuilder template(int id) {
        return new DatagramBuilder().u16(id, 9).raw(fields().bytes());
    }

    private static DatagramBuilder record(long packets) {
        return new DatagramBuilder()
                .ip("192.0.2.1", "198.51.100.2")
                .u16(1234, 53)
                .u8(17)
                .u64(packets, 100 * packets, (NOW_SECONDS - 10) * 1000, (NOW_SECONDS - 1) * 1000);
    }

    private static byte[] data(int id, long packets) {
        return set(id, record(packets));
    }

    /** RFC 7011 sections 3.1, 3.3.2, 3.4.1. */
    @Test
    void ipfixReadsATemplateAndItsData() {
        byte[] message = ipfix(NOW_SECONDS, 0, 42, set(2, template(256)), data(256, 3));
        assertThat(fixture.read(message)).isEqualTo(DatagramOutcome.DECODED);
        ExportedFlow flow = fixture.flow();
        assertThat(flow.exporter().domain()).isEqualTo(42);
        assertThat(flow.exporter().protocol()).isEqualTo(ExportProtocol.IPFIX);
        assertThat(flow.src()).hasToString("192.0.2.1");
        assertThat(flow.dstPort()).isEqualTo(53);
        assertThat(flow.packets()).isEqualTo(3);
        assertThat(flow.bytes()).isEqualTo(300);
        assertThat(flow.firstNanos()).isEqualTo((NOW_SECONDS - 10) * SECOND);
        assertThat(flow.lastNanos()).isEqualTo((NOW_SECONDS - 1) * SECOND);
        assertThat(flow.flow()).startsWith("1:");
        fixture.assertAddsUp();
    }

    /** Elements 58 and 243; 0 is what exporters say of a flow without a VLAN. */
    @Test
    void readsTheVlanOfEitherElement() {
        for (int element : new int[] {58, 243}) {
            byte[] template = set(
                    2, new DatagramBuilder().u16(256, 10).raw(fields().bytes()).u16(element, 2));
            fixture.read(ipfix(
                    NOW_SECONDS,
                    0,
                    element,
                    template,
                    set(256, record(1).u16(20)),
                    set(256, record(1).u16(0)),
                    set(256, record(1).u16(4_096))));
        }
        assertThat(fixture.flows).extracting(ExportedFlow::vlan).containsExactly(20, 0, 0, 20, 0, 0);
    }

    /** RFC 3954 sections 5.1 to 5.3: switched times count from the uptime in the header. */
    @Test
    void v9ReadsATemplateAndItsData() {
        DatagramBuilder template = new DatagramBuilder().u16(300, 6).u16(27, 16, 28, 16, 4, 1, 1, 4, 2, 4, 22, 4);
        DatagramBuilder record = new DatagramBuilder()
                .ip("2001:db8::1", "2001:db8::2")
                .u8(58)
                .u32(640, 10, 900)
                .u8(0, 0, 0);
        fixture.read(v9(1_000, NOW_SECONDS, 1, 7, set(0, template), set(300, record)));
        ExportedFlow flow = fixture.flow();
        assertThat(flow.src()).hasToString("2001:db8::1");
        assertThat(flow.transport()).isEqualTo("ICMPv6");
        assertThat(flow.srcPort()).isEqualTo(-1);
        assertThat(flow.bytes()).isEqualTo(640);
        assertThat(flow.firstNanos()).isEqualTo(NOW_SECONDS * SECOND - 100 * MILLI);
        assertThat(flow.lastNanos()).isEqualTo(flow.firstNanos());
    }

    /** RFC 3954 section 8: the uptime wraps after 49.7 days. This flow began before, and no restart is counted. */
    @Test
    void theUptimeOfV9MayWrap() {
        DatagramBuilder template = new DatagramBuilder().u16(300, 6).u16(8, 4, 12, 4, 1, 4, 2, 4, 22, 4, 21, 4);
        DatagramBuilder before =
                new DatagramBuilder().ip("192.0.2.3", "192.0.2.4").u32(640, 10, 0xffff_fff0L - 999, 0xffff_fff0L);
        DatagramBuilder across =
                new DatagramBuilder().ip("192.0.2.3", "192.0.2.4").u32(640, 10, 0xffff_ffffL - 999, 500);
        fixture.read(v9(0xffff_fff0L, NOW_SECONDS - 1, 1, 7, set(0, template), set(300, before)));
        fixture.read(v9(1_000, NOW_SECONDS, 2, 7, set(300, across)));
        ExportedFlow flow = fixture.flows.get(1);
        assertThat(flow.firstNanos()).isEqualTo(NOW_SECONDS * SECOND - 2_000 * MILLI);
        assertThat(flow.lastNanos()).isEqualTo(NOW_SECONDS * SECOND - 500 * MILLI);
        assertThat(fixture.counters.timesReplaced()).isZero();
        assertThat(fixture.report().restarts()).isZero();
        assertThat(fixture.report().lost()).isZero();
    }

    /** RFC 7011 section 3.2 does not forbid it: the field has no bytes, and the others have their places. */
    @Test
    void aFieldOfLengthZeroHasNoValue() {
        DatagramBuilder template = new DatagramBuilder().u16(256, 6).u16(8, 4, 5, 0, 12, 4, 96, 0, 2, 4, 1, 4);
        DatagramBuilder records = new DatagramBuilder()
                .ip("192.0.2.3", "192.0.2.4")
                .u32(8, 800)
                .ip("192.0.2.5", "192.0.2.6")
                .u32(9, 900);
        fixture.read(v9(1, NOW_SECONDS, 1, 7, set(0, template), set(256, records)));
        fixture.read(ipfix(NOW_SECONDS, 0, 7, set(2, template), set(256, records)));
        assertThat(fixture.flows).extracting(ExportedFlow::bytes).containsExactly(800L, 900L, 800L, 900L);
        assertThat(fixture.flows.get(1).dst()).hasToString("192.0.2.6");
        assertThat(fixture.flows.get(0).facts().tos()).isEqualTo(ExportFacts.UNKNOWN);
    }

    /** RFC 7011 section 3.2: the enterprise bit; section 7: variable length in its short and its long form. */
    @Test
    void ipfixSkipsEnterpriseElementsAndVariableLengths() {
        DatagramBuilder template = new DatagramBuilder()
                .u16(256, 8)
                .u16(0x8000 | 1, 4)
                .u32(9)
                .u16(0x8000 | 2, 0xffff)
                .u32(9)
                .u16(8, 4, 96, 0xffff, 12, 4, 2, 1, 371, 0, 1, 3);
        DatagramBuilder record = new DatagramBuilder()
                .u32(0xdeadbeefL)
                .u8(3, 'a', 'b', 'c')
                .ip("192.0.2.1")
                .u8(255)
                .u16(300)
                .raw(new byte[300])
                .ip("192.0.2.2")
                .u8(9)
                .u8(0, 1, 0);
        fixture.read(ipfix(NOW_SECONDS, 0, 1, set(2, template), set(256, record)));
        assertThat(fixture.flow().packets()).isEqualTo(9);
        assertThat(fixture.flow().bytes()).isEqualTo(256);
        assertThat(fixture.flow().dst()).hasToString("192.0.2.2");
    }

    /** RFC 7011 section 3.3.1: padding is shorter than a record. */
    @Test
    void paddingIsNoRecord() {
        DatagramBuilder padded = record(1).raw(record(2).bytes()).u8(0, 0, 0);
        fixture.read(ipfix(NOW_SECONDS, 0, 1, set(2, template(256).u16(0)), set(256, padded)));
        assertThat(fixture.flows).extracting(ExportedFlow::packets).containsExactly(1L, 2L);
        assertThat(fixture.counters.count(DatagramOutcome.DECODED)).isEqualTo(1);
    }

    @Test
    void dataWaitsForItsTemplate() {
        fixture.read(ipfix(NOW_SECONDS, 0, 1, data(256, 3), data(257, 4)));
        assertThat(fixture.flows).isEmpty();
        assertThat(fixture.counters.waiting()).isEqualTo(2);
        fixture.nowNanos += 60 * SECOND;
        fixture.read(ipfix(NOW_SECONDS + 60, 1, 1, set(2, template(256))));
        assertThat(fixture.flow().packets()).isEqualTo(3);
        assertThat(fixture.flow().lastNanos()).isEqualTo((NOW_SECONDS - 1) * SECOND);
        assertThat(fixture.counters.waiting()).isEqualTo(1);
        fixture.decoder.sources().expire(fixture.nowNanos + 121 * SECOND);
        assertThat(fixture.counters.waiting()).isZero();
        assertThat(fixture.counters.noTemplate()).isEqualTo(1);
        assertThat(fixture.report().noTemplate()).isEqualTo(1);
        fixture.assertAddsUp();
    }

    /** RFC 7011 section 8: templates belong to an exporter's session and observation domain. */
    @Test
    void templatesBelongToOneExporterAndDomain() {
        fixture.read(ipfix(NOW_SECONDS, 0, 1, set(2, template(256))));
        fixture.read(ipfix(NOW_SECONDS, 0, 2, data(256, 1)));
        fixture.read(ipfix(NOW_SECONDS, 0, 1, data(256, 1)), DecoderFixture.SENDER, 1);
        assertThat(fixture.flows).isEmpty();
        fixture.read(ipfix(NOW_SECONDS, 0, 1, data(256, 1)));
        assertThat(fixture.flows).hasSize(1);
    }

    @Test
    void aTemplateIsReplacedByOneWithOtherLengths() {
        fixture.read(ipfix(NOW_SECONDS, 0, 1, set(2, template(256)), data(256, 1)));
        DatagramBuilder shorter = new DatagramBuilder().u16(256, 4).u16(8, 4, 12, 4, 2, 4, 1, 4);
        DatagramBuilder record =
                new DatagramBuilder().ip("192.0.2.3", "192.0.2.4").u32(8, 800);
        fixture.read(ipfix(NOW_SECONDS, 1, 1, set(2, shorter), set(256, record)));
        assertThat(fixture.flows).extracting(ExportedFlow::packets).containsExactly(1L, 8L);
        assertThat(fixture.report().templates()).isEqualTo(1);
    }

    /** RFC 7011 section 8.1. */
    @Test
    void withdrawalForgetsTemplates() {
        fixture.read(ipfix(NOW_SECONDS, 0, 1, set(2, template(256)), set(2, template(257)), set(2, template(258))));
        fixture.read(ipfix(NOW_SECONDS, 0, 1, set(2, new DatagramBuilder().u16(256, 0)), data(256, 1)));
        assertThat(fixture.report().templates()).isEqualTo(2);
        assertThat(fixture.counters.waiting()).isEqualTo(1);
        fixture.read(ipfix(NOW_SECONDS, 0, 1, set(2, new DatagramBuilder().u16(2, 0))));
        assertThat(fixture.report().templates()).isZero();
        assertThat(fixture.heldBytes()).isLessThan(1000);
    }

    @Test
    void aTemplateThatWasNotSentAgainIsForgotten() {
        fixture.read(ipfix(NOW_SECONDS, 0, 1, set(2, template(256))));
        fixture.nowNanos += 3601 * SECOND;
        fixture.read(ipfix(NOW_SECONDS + 3601, 0, 1, data(256, 1)));
        assertThat(fixture.flows).isEmpty();
    }

    /** RFC 7011 section 3.4.2, RFC 5477 section 8.2: one of 1 + 99 packets. */
    @Test
    void ipfixTakesTheSamplingFromOptions() {
        DatagramBuilder options = new DatagramBuilder().u16(260, 4, 1).u16(149, 4, 305, 4, 306, 4, 302, 1);
        DatagramBuilder sampling = new DatagramBuilder().u32(1, 1, 99).u8(5);
        fixture.read(
                ipfix(NOW_SECONDS, 0, 1, set(3, options), set(260, sampling), set(2, template(256)), data(256, 3)));
        assertThat(fixture.flow().packets()).isEqualTo(300);
        assertThat(fixture.flow().facts().samplingRate()).isEqualTo(100);
        assertThat(fixture.counters.count(RecordOutcome.OPTIONS)).isEqualTo(1);
        fixture.assertAddsUp();
    }

    /** RFC 3954 section 6.1: the scope type 1 means the system, while field type 1 means bytes. */
    @Test
    void v9TakesTheSamplingFromOptions() {
        DatagramBuilder options = new DatagramBuilder().u16(260, 4, 8).u16(1, 4, 34, 4, 35, 1);
        DatagramBuilder sampling = new DatagramBuilder().u32(0, 50).u8(2);
        DatagramBuilder template = new DatagramBuilder().u16(256, 4).u16(8, 4, 12, 4, 2, 4, 1, 4);
        DatagramBuilder record =
                new DatagramBuilder().ip("192.0.2.3", "192.0.2.4").u32(8, 800);
        fixture.read(v9(1, NOW_SECONDS, 1, 1, set(1, options), set(260, sampling), set(0, template), set(256, record)));
        assertThat(fixture.flow().packets()).isEqualTo(400);
    }

    @Test
    void aRecordNamesItsSampler() {
        DatagramBuilder options = new DatagramBuilder().u16(260, 4, 8).u16(1, 4, 48, 1, 50, 2);
        DatagramBuilder samplers =
                new DatagramBuilder().u32(0).u8(1).u16(10).u32(0).u8(2).u16(1000);
        DatagramBuilder template = new DatagramBuilder().u16(256, 5).u16(8, 4, 12, 4, 2, 4, 1, 4, 48, 1);
        DatagramBuilder record =
                new DatagramBuilder().ip("192.0.2.3", "192.0.2.4").u32(8, 800).u8(1);
        fixture.read(v9(1, NOW_SECONDS, 1, 1, set(1, options), set(260, samplers), set(0, template), set(256, record)));
        assertThat(fixture.flow().facts().samplingRate()).isEqualTo(10);
    }

    /** Cisco's option interface-table: scope 2 is the interface (RFC 3954 section 6.1), texts are filled up with NULs. */
    @Test
    void v9NamesInterfacesInOptions() {
        DatagramBuilder options = new DatagramBuilder().u16(260, 4, 8).u16(2, 4, 82, 8, 83, 8);
        DatagramBuilder names = new DatagramBuilder()
                .u32(7)
                .raw(text("Gi0/0/7", 8))
                .raw(text("uplink", 8))
                .u32(70_000)
                .raw(text("", 8))
                .raw(text("to r2 ", 8));
        DatagramBuilder template = new DatagramBuilder().u16(256, 6).u16(8, 4, 12, 4, 2, 4, 1, 4, 10, 4, 14, 4);
        DatagramBuilder record =
                new DatagramBuilder().ip("192.0.2.3", "192.0.2.4").u32(8, 800, 7, 70_000);
        fixture.read(v9(1, NOW_SECONDS, 1, 1, set(1, options), set(260, names), set(0, template), set(256, record)));
        assertThat(fixture.flow().facts().inName()).isEqualTo("Gi0/0/7");
        assertThat(fixture.flow().facts().outName()).as("the description").isEqualTo("to r2");
        fixture.read(v9(1, NOW_SECONDS, 2, 2, set(0, template), set(256, record)));
        assertThat(fixture.flows.get(1).facts().inName())
                .as("of another source id")
                .isNull();
    }

    /** The interface is the scope, the name has a variable length (RFC 7011 section 7). A flow record's own names are passed over. */
    @Test
    void ipfixNamesInterfacesInOptions() {
        DatagramBuilder options = new DatagramBuilder().u16(260, 2, 1).u16(10, 4, 82, 0xffff);
        DatagramBuilder names = new DatagramBuilder().u32(3).u8(9).raw(text("xe-\u00e4/0/3", 9));
        DatagramBuilder template = new DatagramBuilder().u16(256, 7).u16(8, 4, 12, 4, 2, 4, 1, 4, 10, 4, 14, 4, 82, 4);
        DatagramBuilder record = new DatagramBuilder()
                .ip("192.0.2.3", "192.0.2.4")
                .u32(8, 800, 3, 4)
                .raw(text("own", 4));
        fixture.read(ipfix(NOW_SECONDS, 0, 1, set(3, options), set(260, names), set(2, template), set(256, record)));
        assertThat(fixture.flow().facts().inName()).isEqualTo("xe-\u00e4/0/3");
        assertThat(fixture.flow().facts().outName()).isNull();
    }

    private static byte[] text(String text, int length) {
        return Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), length);
    }

    /** RFC 5103: one record of both directions. */
    @Test
    void aRecordOfBothDirectionsIsTwoFlows() {
        DatagramBuilder template = new DatagramBuilder()
                .u16(256, 9)
                .u16(8, 4, 12, 4, 7, 2, 11, 2, 4, 1, 2, 4, 1, 4)
                .u16(0x8000 | 2, 4)
                .u32(29305)
                .u16(0x8000 | 1, 4)
                .u32(29305);
        DatagramBuilder record = new DatagramBuilder()
                .ip("192.0.2.1", "192.0.2.2")
                .u16(1234, 80)
                .u8(6)
                .u32(5, 500, 7, 7000);
        fixture.read(ipfix(NOW_SECONDS, 0, 1, set(2, template), set(256, record)));
        assertThat(fixture.flows).extracting(ExportedFlow::packets).containsExactly(5L, 7L);
        assertThat(fixture.flows).extracting(ExportedFlow::srcPort).containsExactly(1234, 80);
        assertThat(fixture.flows.get(0).flow()).isEqualTo(fixture.flows.get(1).flow());
        fixture.assertAddsUp();
    }

    /** RFC 7011 section 3.1: IPFIX counts records, those of options too; RFC 3954 section 5.1: v9 counts packets. */
    @Test
    void findsLossesInSequenceNumbers() {
        fixture.read(ipfix(NOW_SECONDS, 0, 1, set(2, template(256)), data(256, 1), data(256, 1)));
        fixture.read(ipfix(NOW_SECONDS, 2, 1, data(256, 1)));
        fixture.read(ipfix(NOW_SECONDS, 13, 1, data(256, 1)));
        assertThat(fixture.counters.lost()).isEqualTo(10);
        fixture.read(v9(1, NOW_SECONDS, 1, 1));
        fixture.read(v9(1, NOW_SECONDS, 4, 1));
        assertThat(fixture.counters.lost()).isEqualTo(12);
    }

    /** softflowd counts the records of the message too, and leaves out those of options. */
    @Test
    void otherConventionsOfSequenceNumbersAreNoLoss() {
        DatagramBuilder options = new DatagramBuilder().u16(260, 2, 1).u16(149, 4, 34, 4);
        byte[] sampling = set(260, new DatagramBuilder().u32(1, 1));
        fixture.read(
                ipfix(NOW_SECONDS, 2, 1, set(3, options), set(2, template(256)), sampling, data(256, 1), data(256, 1)));
        fixture.read(ipfix(NOW_SECONDS, 7, 1, data(256, 1), data(256, 1), data(256, 1), data(256, 1), data(256, 1)));
        fixture.read(ipfix(NOW_SECONDS, 8, 1, sampling, data(256, 1)));
        fixture.read(ipfix(NOW_SECONDS, 11, 1, data(256, 1), data(256, 1), data(256, 1)));
        assertThat(fixture.counters.lost()).isZero();
        fixture.read(ipfix(NOW_SECONDS, 22, 1, data(256, 1)));
        assertThat(fixture.report().lost()).isEqualTo(10);
        assertThat(fixture.counters.lost()).isEqualTo(10);
    }

    /** RFC 5102 section 5.9.5: the uptime of a record counts from the start that options data tells. */
    @Test
    void ipfixTakesTheStartOfTheExporterFromOptions() {
        DatagramBuilder options = new DatagramBuilder().u16(260, 2, 1).u16(143, 4, 160, 8);
        byte[] start = set(260, new DatagramBuilder().u32(1).u64((NOW_SECONDS - 100) * 1000));
        DatagramBuilder template = new DatagramBuilder().u16(256, 6).u16(8, 4, 12, 4, 2, 4, 1, 4, 22, 4, 21, 4);
        DatagramBuilder record =
                new DatagramBuilder().ip("192.0.2.3", "192.0.2.4").u32(8, 800, 10_000, 90_500);
        fixture.read(ipfix(NOW_SECONDS, 0, 1, set(3, options), start, set(2, template), set(256, record)));
        assertThat(fixture.flow().firstNanos()).isEqualTo((NOW_SECONDS - 90) * SECOND);
        assertThat(fixture.flow().lastNanos()).isEqualTo((NOW_SECONDS - 10) * SECOND + 500 * MILLI);
    }
}
