package io.wadi.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.net.AddressRange;
import io.wadi.net.IpAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NetworkPartsTest {

    private static List<NamedNetwork> networks(String... ranges) {
        return Arrays.stream(ranges)
                .map(range -> new NamedNetwork(AddressRange.parse(range), range, null, null, List.of()))
                .toList();
    }

    private static List<String> parts(String... ranges) {
        return NetworkParts.of(networks(ranges)).stream()
                .map(part -> part.range() + " of " + part.of().name())
                .toList();
    }

    @Test
    void aNetworkLosesWhatSmallerOnesHave() {
        assertThat(parts("10.0.0.0/8", "10.128.0.0/10"))
                .containsExactly(
                        "10.0.0.0/9 of 10.0.0.0/8", "10.192.0.0/10 of 10.0.0.0/8", "10.128.0.0/10 of 10.128.0.0/10");
        assertThat(parts("192.0.2.0/31", "192.0.2.0/32", "192.0.2.1/32"))
                .containsExactly("192.0.2.0/32 of 192.0.2.0/32", "192.0.2.1/32 of 192.0.2.1/32");
        assertThat(parts("2001:db8::/63", "2001:db8:0:1::/64"))
                .containsExactly("2001:db8::/64 of 2001:db8::/63", "2001:db8:0:1::/64 of 2001:db8:0:1::/64");
        assertThat(parts("0.0.0.0/0", "::/0")).containsExactly("0.0.0.0/0 of 0.0.0.0/0", "::/0 of ::/0");
    }

    @Test
    void theLongestPrefixWinsForEachAddress() {
        Random random = new Random(21);
        for (int round = 0; round < 50; round++) {
            List<NamedNetwork> networks = networks(IntStream.range(0, 12)
                    .mapToObj(i -> new AddressRange(IpAddress.v4(random.nextInt(256)), 24 + random.nextInt(9)))
                    .map(range -> range.network().toString())
                    .distinct()
                    .toArray(String[]::new));
            List<NetworkParts.Part> parts = NetworkParts.of(networks);
            for (int host = 0; host < 256; host++) {
                IpAddress address = IpAddress.v4(host);
                List<NamedNetwork> has = new ArrayList<>(networks);
                has.removeIf(network -> !network.range().contains(address));
                has.sort(Comparator.comparing(network -> -network.range().prefix()));
                assertThat(parts.stream().filter(part -> part.range().contains(address)))
                        .extracting(NetworkParts.Part::of)
                        .containsExactlyElementsOf(has.subList(0, Math.min(1, has.size())));
            }
        }
    }

    @Test
    void theNumberOfPiecesIsBounded() {
        String[] ranges = IntStream.rangeClosed(0, 3_000)
                .mapToObj(i -> i == 0 ? "::/0" : "2001:db8::" + Integer.toHexString(0x7000 + 7 * i) + ":0:0:1/128")
                .toArray(String[]::new);
        assertThatThrownBy(() -> NetworkParts.of(networks(ranges)))
                .hasMessage("its networks overlap in more than 100000 pieces");
    }
}
