package io.wadi.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MacTextTest {

    @ParameterizedTest
    @CsvSource({
        "0, 00:00:00:00:00:00",
        "0x0200000000ff, 02:00:00:00:00:ff",
        "0xffffffffffff, ff:ff:ff:ff:ff:ff",
        "0x123456789abc, 12:34:56:78:9a:bc"
    })
    void isSixLowerCasePairs(String mac, String text) {
        byte[] out = new byte[20];
        int end = MacText.write(Long.decode(mac), out, 2);
        assertThat(new String(out, 2, end - 2, StandardCharsets.US_ASCII)).isEqualTo(text);
    }
}
