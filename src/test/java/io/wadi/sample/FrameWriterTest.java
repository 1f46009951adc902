package io.wadi.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.net.IpAddress;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameWriterTest {

    private final FrameWriter writer = new FrameWriter();

    private static Direction path(boolean v4) {
        String from = v4 ? "192.168.1.2" : "fd00::2";
        String to = v4 ? "8.8.8.8" : "2001:4860:4860::8888";
        return new Direction(
                new Endpoint(0x0200_0000_0001L, IpAddress.parse(from), 50_000, 64),
                new Endpoint(0x0200_0000_0002L, IpAddress.parse(to), 53, 57));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void lengthsAndChecksumsAreRightWhateverTheSize(boolean v4) {
        for (int size = 0; size <= 1_400; size += 7) {
            writer.udp(path(v4)).bytes(new Dice(size).bytes(size));
            Captured udp = Captured.of(writer);
            assertThat(udp.checksumsAreRight()).isTrue();
            assertThat(udp.u16(udp.transportAt() + 4)).isEqualTo(8 + size).isEqualTo(udp.transportLength());

            writer.tcp(path(v4), 1, 2, FrameWriter.ACK, 3, new byte[4]).bytes(new Dice(size).bytes(size));
            Captured tcp = Captured.of(writer);
            assertThat(tcp.checksumsAreRight()).isTrue();
            assertThat(tcp.payload()).hasSize(size);

            writer.icmp(path(v4), 8, 0).bytes(new Dice(size).bytes(size));
            assertThat(Captured.of(writer).checksumsAreRight()).isTrue();
        }
    }

    @Test
    void writesAddressesPortsAndHopsWhereTheyBelong() {
        writer.udp(path(true)).ascii("hello");
        String hex = HexFormat.of().formatHex(Captured.of(writer).frame());
        assertThat(hex).startsWith("020000000002" + "020000000001" + "0800" + "45000021");
        assertThat(hex.substring(44, 48)).isEqualTo("4011");
        assertThat(hex.substring(52, 76)).isEqualTo("c0a80102" + "08080808" + "c350" + "0035");
    }

    @Test
    void padsToTheShortestFrameThatEthernetKnows() {
        writer.udp(path(true)).u8(1);
        assertThat(Captured.of(writer).frame()).hasSize(60).endsWith(0, 0, 0);
    }

    @Test
    void leavesVerbatimFramesAlone() {
        writer.verbatim().u24(0x010203);
        assertThat(Captured.of(writer).frame()).containsExactly(1, 2, 3);
    }
}
