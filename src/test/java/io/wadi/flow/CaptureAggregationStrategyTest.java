package io.wadi.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.geoip.EnrichedBatch;
import io.wadi.message.OffsetRange;
import io.wadi.message.PacketBatch;
import io.wadi.message.PacketMessage;
import io.wadi.message.RecordPack;
import io.wadi.message.StoreHeaders;
import io.wadi.message.TestAnswers;
import io.wadi.net.IpAddress;
import io.wadi.packet.MemoryCharge;
import io.wadi.packet.Packet;
import io.wadi.packet.RecordedCharge;
import io.wadi.packet.TestPacket;
import io.wadi.packet.TestSegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.UnitOfWorkHelper;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;

class CaptureAggregationStrategyTest {

    private static final String CLIENT = "192.0.2.1";
    private static final String SERVER = "198.51.100.2";

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final FlowCounters counters = new FlowCounters();
    private final CaptureAggregationStrategy strategy = new CaptureAggregationStrategy(60, counters);
    private final FlowJson json = new FlowJson();

    private Exchange add(Exchange group, Packet... packets) {
        Exchange incoming = new DefaultExchange(camel);
        incoming.getMessage().setBody(List.of(packets));
        return strategy.aggregate(group, incoming);
    }

    private static FlowTable table(Exchange group) {
        return group.getMessage().getBody(FlowTable.class);
    }

    /** What a store makes of the messages of these groups. */
    private FlowBatch stored(List<Exchange> groups) {
        List<ConsumerRecord<Object, Object>> records = new ArrayList<>();
        for (Exchange group : groups) {
            for (PacketMessage message : json.write(table(group))) {
                records.add(new ConsumerRecord<>("flows", 0, records.size(), message.key(), message.value()));
            }
        }
        OffsetRange range = new OffsetRange("flows", null, 0, 0, records.size());
        FlowBatch batch = new FlowBatch(60, new TcpConversations());
        FlowRecordBatch read = json.read(new RecordPack("wadi-store-flow-messages", range, records));
        assertThat(read.dead()).isEmpty();
        batch.add(new EnrichedBatch(read, Map.of()));
        return batch;
    }

    private static FlowBatch ofPackets(List<Packet> packets) {
        FlowBatch batch = new FlowBatch(60, new TcpConversations());
        OffsetRange range = new OffsetRange("packets", null, 0, 0, packets.size());
        batch.add(new EnrichedBatch(new PacketBatch(range, packets, List.of()), Map.of()));
        return batch;
    }

    private static void assertSame(FlowBatch actual, FlowBatch expected) {
        assertThat(actual.packets()).isEqualTo(expected.packets());
        assertThat(actual.flows()).usingRecursiveComparison().isEqualTo(expected.flows());
        assertThat(actual.names()).isEqualTo(expected.names());
    }

    /** Handshakes, data, names and answers among a few hosts, over some windows. */
    private static List<Packet> traffic(int count) {
        Random random = new Random(7);
        List<Packet> packets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int port = 1 + random.nextInt(20);
            long at = TestPacket.NANOS + i * 100_000_000L;
            packets.add(
                    switch (random.nextInt(6)) {
                        case 0 ->
                            TestPacket.tcp(CLIENT, port, SERVER, 443, 0x02)
                                    .at(at)
                                    .build();
                        case 1 ->
                            TestPacket.tcp(SERVER, 443, CLIENT, port, 0x12)
                                    .at(at)
                                    .build();
                        case 2 ->
                            TestPacket.tcp(CLIENT, port, SERVER, 443, 0x18)
                                    .protocol("TLS", "name" + random.nextInt(5) + ".example")
                                    .at(at)
                                    .build();
                        case 3 ->
                            TestSegment.answer(i % 2 == 0 ? SERVER : "203.0.113." + port, "name" + i + ".example");
                        case 4 -> TestPacket.icmp(CLIENT, SERVER, 8, 0).at(at).build();
                        default ->
                            TestPacket.udp(CLIENT, port, SERVER, 53)
                                    .at(at)
                                    .size(i)
                                    .build();
                    });
        }
        return packets;
    }

    @Test
    void itsMessagesAddUpToWhatThePacketsDo() {
        List<Packet> packets = traffic(3_000);
        List<Exchange> groups = new ArrayList<>();
        for (int from = 0; from < packets.size(); from += 700) {
            List<Packet> some = packets.subList(from, Math.min(packets.size(), from + 700));
            Exchange group = null;
            for (Packet packet : some) {
                group = add(group, packet);
            }
            groups.add(group);
        }
        assertSame(stored(groups), ofPackets(packets));
    }

    @Test
    void anAddressThatManyFlowsNamedKeepsItsLastNameInWhateverOrder() {
        Exchange group = null;
        for (int port = 1; port <= 50; port++) {
            group = add(
                    group,
                    TestPacket.tcp(CLIENT, port, SERVER, 443, 0x18)
                            .protocol("TLS", "name" + port + ".example")
                            .build());
        }
        List<FlowRecord> records = table(group).records();
        Collections.shuffle(records, new Random(1));
        FlowTable sum = new FlowTable(60, new TcpConversations());
        records.forEach(sum::add);
        assertThat(sum.names().get(IpAddress.parse(SERVER)).name()).isEqualTo("name50.example");
    }

    @Test
    void moreNamesThanARecordHoldsComeInFurtherRecordsThatCountNothing() {
        Exchange group = null;
        List<Packet> packets = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            packets.add(TestSegment.answer("203.0.113." + i, "name" + i + ".example"));
            group = add(group, packets.get(i));
        }
        assertThat(table(group).flows()).hasSize(1);
        assertThat(table(group).records()).extracting(FlowRecord::packets).containsExactlyInAnyOrder(250L, 0L, 0L);
        assertSame(stored(List.of(group)), ofPackets(packets));
    }

    @Test
    void retransmissionsAndRoundTripsAreKnownAcrossGroups() {
        add(null, TestSegment.up(0, 0x02, 99, 0, 0));
        Exchange second =
                add(null, TestSegment.down(20_000, 0x12, 499, 100, 0), TestSegment.up(900_000, 0x02, 99, 0, 0));
        FlowTable table = table(second);
        assertThat(table.flows().values()).extracting(Flow::retransmissions).containsExactlyInAnyOrder(0L, 1L);
    }

    @Test
    void saysHowMuchAGroupHoldsInNoHeader() {
        Exchange group = add(null, traffic(5).toArray(Packet[]::new));
        group = add(
                group,
                TestPacket.udp("192.0.2.9", 1, SERVER, 53).build(),
                TestSegment.answer("203.0.113.200", "one.example"));
        assertThat(group.getProperty(StoreHeaders.PACKETS)).isEqualTo(7L);
        assertThat(group.getProperty(StoreHeaders.FLOWS)).isEqualTo(table(group).size());
        assertThat(table(group).size()).isGreaterThan(table(group).flows().size());
        assertThat(group.getMessage().getHeaders()).isEmpty();
    }

    @Test
    void countsWhatBecameOfEachGroup() {
        Packet other = TestPacket.udp(CLIENT, 1, SERVER, 53).probe("other/eth0").build();
        Packet mine = TestPacket.udp(CLIENT, 1, SERVER, 53).probe("mine/eth0").build();
        finish(add(null, mine, mine, other), null);
        finish(add(null, mine), new IllegalStateException("not published"));
        refuseOne(add(null, mine, TestSegment.answer("203.0.113.200", "one.example")));
        assertThat(counters.published("mine/eth0")).isEqualTo(2);
        assertThat(counters.published("other/eth0")).isEqualTo(1);
        assertThat(counters.published("nobody")).isZero();
        assertThat(counters.getPublishedPackets()).isEqualTo(4);
        assertThat(counters.getPublishedFlows()).isEqualTo(3);
        assertThat(counters.getFailedPackets()).isEqualTo(1);
        assertThat(counters.refused("mine/eth0")).isEqualTo(1);
        assertThat(counters.getRefusedPackets()).isEqualTo(1);
    }

    private void refuseOne(Exchange group) {
        List<PacketMessage> messages = publish(group);
        for (PacketMessage message : messages) {
            if (new String(message.value(), StandardCharsets.UTF_8).contains("mine/eth0")) {
                TestAnswers.fail(message, new RecordTooLargeException(), true);
            }
        }
        finish(group, null);
    }

    /** As the route does. */
    private List<PacketMessage> publish(Exchange group) {
        strategy.onCompletion(group);
        List<PacketMessage> messages = json.write(table(group));
        group.getMessage().setBody(messages);
        return messages;
    }

    @Test
    void aGroupIsChargedUntilItIsPublishedOrHasFailed() {
        for (Exception failure : new Exception[] {null, new IllegalStateException("not published")}) {
            RecordedCharge batch = new RecordedCharge();
            Exchange group = null;
            for (Packet packet : traffic(200)) {
                Exchange incoming = new DefaultExchange(camel);
                incoming.getMessage().setBody(List.of(packet));
                incoming.setProperty(MemoryCharge.PROPERTY, batch);
                group = strategy.aggregate(group, incoming);
            }
            assertThat(batch.others()).as("one for the group").hasSize(1);
            RecordedCharge charge = batch.others().get(0);
            assertThat(charge.bytes()).isEqualTo(table(group).heldBytes()).isGreaterThan(10_000);
            long messages =
                    json.messages(table(group), group.getProperty(MemoryCharge.PROPERTY, MemoryCharge.class)).stream()
                            .mapToLong(PacketMessage::heldBytes)
                            .sum();
            assertThat(charge.bytes()).isEqualTo(messages);
            assertThat(charge.isReleased()).isFalse();
            finish(group, failure);
            assertThat(charge.isReleased()).isTrue();
            assertThat(batch.isReleased()).as("the capture's own").isFalse();
        }
    }

    private void finish(Exchange group, Exception failure) {
        if (group.getMessage().getBody() instanceof FlowTable) {
            publish(group);
        }
        group.setException(failure);
        UnitOfWorkHelper.doneSynchronizations(
                group, group.getExchangeExtension().handoverCompletions());
    }

    @Test
    void aPacketThatMeetsAFaultCostsItselfAndIsCounted() {
        Exchange incoming = new DefaultExchange(camel);
        Packet good = TestPacket.udp(CLIENT, 1, SERVER, 53).build();
        incoming.getMessage().setBody(Arrays.asList(good, null, good));
        Exchange group = strategy.aggregate(null, incoming);
        assertThat(table(group).packets()).isEqualTo(2);
        assertThat(counters.getFailedPackets()).isEqualTo(1);
    }
}
