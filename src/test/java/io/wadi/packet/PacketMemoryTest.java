package io.wadi.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.message.ConversationKeys;
import io.wadi.message.PacketJson;
import io.wadi.message.PacketJsonWriter;
import io.wadi.message.PacketMessage;
import io.wadi.net.AddressName;
import io.wadi.net.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** Compares the estimated heap of packets and messages with a measurement. */
class PacketMemoryTest {

    private static final int COUNT = 30_000;
    private static final int LONGEST_NAME = 255;

    private static Packet plain(int i) {
        return TestPacket.tcp(address(i), 1 + i % 60_000, address(-i), 443, 0x18)
                .with(p -> p.flow = flow(i))
                .build();
    }

    private static Packet withNames(int i) {
        return TestPacket.udp(address(i), 53, address(-i), 1 + i % 60_000)
                .with(p -> {
                    p.flow = flow(i);
                    p.name = name(i);
                    p.answers = new ArrayList<>();
                    for (int k = 0; k < AddressName.MOST_OF_A_PACKET; k++) {
                        p.answers.add(new AddressName(IpAddress.parse(address(i + k)), name(i + k)));
                    }
                })
                .build();
    }

    private static String address(int i) {
        return "2001:db8::" + Integer.toHexString(i >>> 16) + ":" + Integer.toHexString(i & 0xffff);
    }

    private static String flow(int i) {
        return "1:LQU9qZlK+B5F3KDmev" + (100_000_000 + i);
    }

    private static String name(int i) {
        return ("n" + i).repeat(LONGEST_NAME).substring(0, LONGEST_NAME);
    }

    @Test
    void packetsTakeNoMoreThanIsCharged() {
        assertCharged(COUNT, PacketMemoryTest::plain, PacketMemory::of, 4);
    }

    @Test
    void packetsWithTheLongestNamesTakeNoMoreThanIsCharged() {
        assertCharged(COUNT / 10, PacketMemoryTest::withNames, PacketMemory::of, 2);
    }

    @Test
    void messagesTakeNoMoreThanIsCharged() {
        PacketJsonWriter writer = new PacketJsonWriter();
        assertCharged(
                COUNT,
                i -> {
                    Packet packet = plain(i);
                    return new PacketMessage(ConversationKeys.of(packet), writer.write(packet));
                },
                messages ->
                        messages.stream().mapToLong(PacketMessage::heldBytes).sum(),
                3);
    }

    @Test
    void messagesAreChargedInPlaceOfTheirPackets() {
        RecordedCharge charge = new RecordedCharge();
        List<PacketMessage> messages =
                new PacketJson().messages(List.of(plain(1), withNames(2)), charge, new DefaultCamelContext());
        assertThat(charge.bytes())
                .isEqualTo(messages.get(0).heldBytes() + messages.get(1).heldBytes())
                .isGreaterThan(messages.get(1).value().length)
                .isGreaterThan(LONGEST_NAME * (AddressName.MOST_OF_A_PACKET + 1));
        assertThat(new PacketJson().messages(List.of(plain(1)), null, new DefaultCamelContext()))
                .hasSize(1);
    }

    private interface Charged<T> {
        long of(List<T> all);
    }

    private static <T> void assertCharged(int count, IntFunction<T> make, Charged<T> charged, int most) {
        long before = heap();
        List<T> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            all.add(make.apply(i));
        }
        long held = heap() - before;
        assertThat(charged.of(all)).isGreaterThanOrEqualTo(held).isLessThan(most * held);
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
