package io.wadi.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.net.IpAddress;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares with the values in the specification, and with a second implementation written from its text. */
class CommunityIdTest {

    private static final int[] PORTLESS = {2, 46, 47, 50, 89, 33, 136};

    private final CommunityId communityId = new CommunityId();

    @ParameterizedTest
    @CsvSource({
        "6, 128.232.110.120, 66.35.250.204, 34855, 80, 1:LQU9qZlK+B5F3KDmev6m5PMibrg=",
        "6, 66.35.250.204, 128.232.110.120, 80, 34855, 1:LQU9qZlK+B5F3KDmev6m5PMibrg=",
        "17, 192.168.1.52, 8.8.8.8, 54585, 53, 1:d/FP5EW3wiY1vCndhwleRRKHowQ=",
        "17, 8.8.8.8, 192.168.1.52, 53, 54585, 1:d/FP5EW3wiY1vCndhwleRRKHowQ=",
        "132, 192.168.170.8, 192.168.170.56, 7, 7, 1:MP2EtRCAUIZvTw6MxJHLV7N7JDs=",
        "132, 192.168.170.56, 192.168.170.8, 7, 7, 1:MP2EtRCAUIZvTw6MxJHLV7N7JDs=",
        "6, 2001:470:e5bf:dead:4957:2174:e82c:4887, 2607:f8b0:400c:c03::1a, 63943, 25, 1:/qFaeAR+gFe1KYjMzVDsMv+wgU4=",
        "6, 2607:f8b0:400c:c03::1a, 2001:470:e5bf:dead:4957:2174:e82c:4887, 25, 63943, 1:/qFaeAR+gFe1KYjMzVDsMv+wgU4=",
        "46, 10.1.12.1, 10.1.12.2, -1, -1, 1:KHlLkgoJW7ifUTyTSgyVfkFHzKw=",
        "46, 10.1.12.2, 10.1.12.1, -1, -1, 1:KHlLkgoJW7ifUTyTSgyVfkFHzKw=",
    })
    void givesThePublishedIds(int protocol, String src, String dst, int srcPort, int dstPort, String expected) {
        assertThat(communityId.of(protocol, IpAddress.parse(src), IpAddress.parse(dst), srcPort, dstPort))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 192.168.0.89, 192.168.0.1, 8, 0, 1:X0snYXpgwiv9TZtqg64sgzUn6Dk=",
        "1, 192.168.0.1, 192.168.0.89, 0, 0, 1:X0snYXpgwiv9TZtqg64sgzUn6Dk=",
        "1, 10.0.0.1, 10.0.0.2, 11, 0, 1:YHxtAirCG//0OzkcVAukqKQN9xM=",
        "58, fe80::200:86ff:fe05:80da, fe80::260:97ff:fe07:69ea, 135, 0, 1:dGHyGvjMfljg6Bppwm3bg0LO8TY=",
        "58, fe80::260:97ff:fe07:69ea, fe80::200:86ff:fe05:80da, 136, 0, 1:dGHyGvjMfljg6Bppwm3bg0LO8TY=",
        "58, fe80::260:97ff:fe07:69ea, fe80::200:86ff:fe05:80da, 135, 0, 1:zavyT/cezQr1fmImYCwYnMXbgck=",
        "58, 3ffe:501:1800:2345::2, 3ffe:507:0:1:200:86ff:fe05:80da, 3, 0, 1:2ObVBgIn28oZvibYZhZMBgh7WdQ=",
        "58, 3ffe:501:410:0:2c0:dfff:fe47:33e, 3ffe:507:0:1:200:86ff:fe05:80da, 1, 4, 1:hLZd0XGWojozrvxqE0dWB1iM6R0=",
        "58, 3ffe:507:0:1:200:86ff:fe05:80da, 3ffe:501:0:1001::2, 128, 0, 1:+TW+HtLHvV1xnGhV1lv7XoJrqQg=",
        "58, 3ffe:501:0:1001::2, 3ffe:507:0:1:200:86ff:fe05:80da, 129, 0, 1:+TW+HtLHvV1xnGhV1lv7XoJrqQg=",
        "58, fe80::200:86ff:fe05:80da, ff02::2, 133, 0, 1:hO+sN4H+MG5MY/8hIrXPqc4ZQz0=",
        "58, fe80::260:97ff:fe07:69ea, ff02::1, 134, 0, 1:pkvHqCL88/tg1k4cPigmZXUtL00=",
    })
    void givesThePublishedIdsOfIcmp(int protocol, String src, String dst, int type, int code, String expected) {
        assertThat(communityId.ofIcmp(protocol, IpAddress.parse(src), IpAddress.parse(dst), type, code))
                .isEqualTo(expected);
    }

    @Test
    void agreesWithASecondImplementationOnManyMoreConversationsThanItKeeps() throws Exception {
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            boolean v4 = random.nextBoolean();
            IpAddress src = address(random, v4);
            IpAddress dst = address(random, v4);
            int protocol = new int[] {6, 17, 132}[random.nextInt(3)];
            int srcPort = random.nextInt(65536);
            int dstPort = random.nextInt(10) == 0 ? srcPort : random.nextInt(65536);
            String expected = plain(protocol, src, dst, srcPort, dstPort);
            assertThat(communityId.of(protocol, src, dst, srcPort, dstPort)).isEqualTo(expected);
            assertThat(communityId.of(protocol, dst, src, dstPort, srcPort)).isEqualTo(expected);
        }
    }

    @Test
    void leavesPortsOutWhereTheProtocolOrThePacketHasNone() throws Exception {
        IpAddress src = IpAddress.parse("192.0.2.9");
        IpAddress dst = IpAddress.parse("192.0.2.10");
        for (int protocol : PORTLESS) {
            String expected = plain(protocol, src, dst, -1, -1);
            assertThat(communityId.of(protocol, src, dst, -1, -1)).isEqualTo(expected);
            assertThat(communityId.of(protocol, dst, src, 1, 2)).isEqualTo(expected);
        }
        assertThat(communityId.of(6, dst, src, -1, -1)).isEqualTo(plain(6, src, dst, -1, -1));
    }

    @Test
    void computesAConversationOnce() {
        IpAddress src = IpAddress.parse("192.0.2.9");
        IpAddress dst = IpAddress.parse("192.0.2.10");
        assertThat(communityId.of(6, src, dst, 1, 2)).isSameAs(communityId.of(6, dst, src, 2, 1));
    }

    @Test
    void tellsIpv4AddressesFromIpv6AddressesOfTheSameBits() {
        IpAddress v4 = IpAddress.v4(1);
        IpAddress v6 = IpAddress.v6(0, 1);
        assertThat(communityId.of(6, v4, v4, 1, 2)).isNotEqualTo(communityId.of(6, v6, v6, 1, 2));
    }

    private static IpAddress address(Random random, boolean v4) {
        return v4 ? IpAddress.v4(random.nextInt()) : IpAddress.v6(random.nextLong(), random.nextLong());
    }

    private static String plain(int protocol, IpAddress src, IpAddress dst, int srcPort, int dstPort) throws Exception {
        int order = Arrays.compareUnsigned(src.toBytes(), dst.toBytes());
        if (order > 0 || order == 0 && srcPort > dstPort) {
            return plain(protocol, dst, src, dstPort, srcPort);
        }
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.write(new byte[] {0, 0});
        input.write(src.toBytes());
        input.write(dst.toBytes());
        input.write(new byte[] {(byte) protocol, 0});
        if (srcPort >= 0) {
            input.write(FrameBuilder.u16(srcPort));
            input.write(FrameBuilder.u16(dstPort));
        }
        byte[] digest = MessageDigest.getInstance("SHA-1").digest(input.toByteArray());
        return "1:" + Base64.getEncoder().encodeToString(digest);
    }
}
