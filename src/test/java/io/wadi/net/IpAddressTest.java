package io.wadi.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IpAddressTest {

    @Test
    void agreesWithInetAddressOnRandomAddresses() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = bytes(random, i % 2 == 0 ? 4 : 16);
            InetAddress expected = InetAddress.getByAddress(bytes);
            IpAddress fromLongText = IpAddress.parse(expected.getHostAddress());
            assertThat(fromLongText.toBytes()).isEqualTo(expected.getAddress());
            assertThat(IpAddress.parse(fromLongText.toString())).isEqualTo(fromLongText);
            assertThat(fromLongText.toInetAddress()).isEqualTo(expected);
            assertThat(InetAddress.getByName(fromLongText.toString())).isEqualTo(expected);
        }
    }

    /** Half of the groups are zero, so that every way to shorten occurs. */
    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        for (int i = 0; length == 16 && i < 8; i++) {
            if (random.nextBoolean()) {
                bytes[2 * i] = 0;
                bytes[2 * i + 1] = 0;
            }
        }
        return bytes;
    }

    @Test
    void keepsAMappedAddressIpv6() {
        IpAddress mapped = IpAddress.parse("::ffff:192.0.2.1");
        assertThat(mapped.version()).isEqualTo((byte) 6);
        assertThat(mapped).isNotEqualTo(IpAddress.parse("192.0.2.1"));
        assertThat(mapped.toBytes()).hasSize(16);
    }

    @Test
    void tellsVersionsApartWhereTheBitsAreTheSame() {
        assertThat(IpAddress.v4(1)).isNotEqualTo(IpAddress.v6(0, 1)).isEqualTo(IpAddress.parse("0.0.0.1"));
    }

    @Test
    void ordersIpv4FirstAndBitsAsUnsigned() {
        String[] ordered = {
            "0.0.0.0",
            "1.2.3.4",
            "127.0.0.1",
            "128.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:1.2.3.4",
            "1::",
            "7fff::",
            "8000::",
            "ffff::",
            "ffff::1"
        };
        IpAddress[] addresses = Stream.of(ordered).map(IpAddress::parse).toArray(IpAddress[]::new);
        IpAddress[] shuffled = addresses.clone();
        Collections.shuffle(Arrays.asList(shuffled), new Random(3));
        Arrays.sort(shuffled);
        assertThat(shuffled).containsExactly(addresses);
    }
}
