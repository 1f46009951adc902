package io.wadi.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.net.IpAddress;
import io.wadi.packet.Packet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FlowKeyTest {

    private static final IpAddress A = IpAddress.parse("192.0.2.1");
    private static final IpAddress B = IpAddress.parse("2001:db8::1");

    /** In order, each differing from the first in one component. */
    private static List<FlowKey> ordered() {
        return List.of(
                new FlowKey(60, A, A, Packet.NO_PORT, 2, "TCP", "p"),
                new FlowKey(60, A, A, 1, Packet.NO_PORT, "TCP", "p"),
                new FlowKey(60, A, A, 1, 2, "TCP", "p"),
                new FlowKey(60, A, A, 1, 2, "TCP", "q"),
                new FlowKey(60, A, A, 1, 2, "UDP", "p"),
                new FlowKey(60, A, A, 1, 3, "TCP", "p"),
                new FlowKey(60, A, A, 2, 2, "TCP", "p"),
                new FlowKey(60, A, B, 1, 2, "TCP", "p"),
                new FlowKey(60, B, A, 1, 2, "TCP", "p"),
                new FlowKey(120, A, A, 1, 2, "TCP", "p"));
    }

    @Test
    void theOrderIsTotalAndAgreesWithEquals() {
        List<FlowKey> keys = ordered();
        for (int i = 0; i < keys.size(); i++) {
            for (int j = 0; j < keys.size(); j++) {
                assertThat(Integer.signum(keys.get(i).compareTo(keys.get(j)))).isEqualTo(Integer.compare(i, j));
                assertThat(keys.get(i).equals(keys.get(j))).isEqualTo(i == j);
            }
        }
    }

    @Test
    void sortsAlikeWhateverTheOrderBefore() {
        List<FlowKey> shuffled = new ArrayList<>(ordered());
        Collections.shuffle(shuffled, new Random(1));
        assertThat(new TreeSet<>(shuffled)).containsExactlyElementsOf(ordered());
    }

    @Test
    void equalKeysHashAlikeAndOthersMostlyNot() {
        FlowKey key = new FlowKey(60, IpAddress.parse("192.0.2.1"), B, 1, 2, new String("TCP"), new String("p"));
        assertThat(key)
                .isEqualTo(new FlowKey(60, A, B, 1, 2, "TCP", "p"))
                .hasSameHashCodeAs(new FlowKey(60, A, B, 1, 2, "TCP", "p"));
        long hashes = java.util.stream.IntStream.range(0, 10_000)
                .map(i -> new FlowKey(60L * (i % 10), IpAddress.v4(i / 10), A, i, 443, "TCP", "p").hashCode())
                .distinct()
                .count();
        assertThat(hashes).isGreaterThan(9_900);
    }
}
