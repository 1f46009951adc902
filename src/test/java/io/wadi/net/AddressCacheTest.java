package io.wadi.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressCacheTest {

    private final AddressCache addresses = new AddressCache();

    private IpAddress get(String text) {
        char[] around = ("\"" + text + "\"").toCharArray();
        return addresses.get(around, 1, text.length());
    }

    @Test
    void givesOneObjectForEachText() {
        IpAddress first = get("192.0.2.1");
        assertThat(first).isEqualTo(IpAddress.parse("192.0.2.1"));
        assertThat(get("192.0.2.1")).isSameAs(first);
        assertThat(get("2001:DB8::1")).isEqualTo(get("2001:db8:0::1"));
    }

    @Test
    void manyAddressesPushEachOtherOutAndNoneIsTakenForAnother() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 100_000; i++) {
                assertThat(get(IpAddress.v4(i * 7919).toString())).isEqualTo(IpAddress.v4(i * 7919));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "1.2.3", "1.2.3.4.5", "1.2.3.256", "::1%lo", "12345::", "1.2.3.4 ", "é"})
    void whatIsNoAddressIsNullEachTime(String text) {
        assertThat(get(text)).isNull();
        assertThat(get(text)).isNull();
    }
}
