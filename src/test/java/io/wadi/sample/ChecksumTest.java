package io.wadi.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ChecksumTest {

    private static int checksum(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return Checksum.fold(Checksum.add(0, bytes, 0, bytes.length));
    }

    @Test
    void agreesWithTheExampleOfRfc1071() {
        assertThat(checksum("0001f203f4f5f6f7")).isEqualTo(0x220d);
    }

    @Test
    void anOddByteCountsAsIfAZeroFollowed() {
        assertThat(checksum("0001f203f4f5f6")).isEqualTo(checksum("0001f203f4f5f600"));
        assertThat(checksum("ab")).isEqualTo(0x54ff);
    }

    @Test
    void carriesAreFoldedInUntilNoneIsLeft() {
        assertThat(checksum("ffffffffffffffffffff")).isZero();
        assertThat(checksum("")).isEqualTo(0xffff);
    }
}
