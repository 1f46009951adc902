package io.wadi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.wadi.net.IpAddress;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Compares bytes with the manual of PostgreSQL, COPY, "Binary Format"; TrafficCopyIT has the server read them. */
class BinaryCopyTest {

    private static final int HEADER = 19;

    private static String hex(BinaryCopy copy) {
        byte[] sent = sent(copy);
        return HexFormat.of().formatHex(sent, HEADER, sent.length);
    }

    private static byte[] sent(BinaryCopy copy) {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        assertThatCode(() -> copy.writeTo(sent::write)).doesNotThrowAnyException();
        return sent.toByteArray();
    }

    private static BinaryCopy empty() {
        return new BinaryCopy();
    }

    @Test
    void beginsWithSignatureFlagsAndNoExtension() {
        BinaryCopy copy = empty();
        assertThat(HexFormat.of().formatHex(sent(copy))).isEqualTo("5047434f50590aff0d0a00" + "00000000" + "00000000");
    }

    @Test
    void countsTheFieldsOfARowAndMarksTheEnd() {
        assertThat(hex(empty().row(2).integer(5).smallint(-1, -1).end()))
                .isEqualTo("0002" + "0000000400000005" + "ffffffff" + "ffff");
    }

    @Test
    void writesIntegersOfTheirSize() {
        assertThat(hex(empty().integer(258, 0).integer(0, 0).smallint(258, 0).bigint(1)))
                .isEqualTo("0000000400000102" + "ffffffff" + "000000020102" + "000000080000000000000001");
    }

    @Test
    void writesIntervalsAndNumbersThatMayBeMissing() {
        assertThat(hex(empty().interval(258, -1)
                        .interval(-1, -1)
                        .bigint((Long) null)
                        .bigint(Long.valueOf(2))))
                .isEqualTo("00000010" + "0000000000000102" + "0000000000000000" + "ffffffff" + "ffffffff"
                        + "000000080000000000000002");
    }

    @Test
    void countsTimeFromTheYear2000() {
        assertThat(hex(empty().timestamp(946_684_800_000_001L))).isEqualTo("000000080000000000000001");
        assertThat(hex(empty().timestamp(946_684_799_999_999L))).isEqualTo("00000008ffffffffffffffff");
    }

    @Test
    void writesAddressesOfBothVersions() {
        assertThat(hex(empty().inet(IpAddress.parse("192.0.2.1")))).isEqualTo("00000008" + "02200004" + "c0000201");
        assertThat(hex(empty().inet(IpAddress.parse("2001:db8::1"))))
                .isEqualTo("00000014" + "03800010" + "20010db8000000000000000000000001");
    }

    @Test
    void writesTextsAsUtf8() {
        assertThat(hex(empty().text("ab").text(null).text("").text("aß€").text("😀")))
                .isEqualTo("000000026162" + "ffffffff" + "00000000" + "0000000661c39fe282ac" + "00000004f09f9880");
    }

    @Test
    void hasAnyNumberOfChunks() {
        BinaryCopy copy = empty();
        String text = "x".repeat(1000);
        for (int i = 0; i < 200; i++) {
            copy.text(text);
        }
        copy.text("y".repeat(100_000));
        assertThat(sent(copy)).hasSize(HEADER + 200 * 1004 + 100_004);
    }
}
