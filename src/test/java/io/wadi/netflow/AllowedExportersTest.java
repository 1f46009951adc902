package io.wadi.netflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.net.IpAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedExportersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.1|192.0.2.1|true",
                "192.0.2.1|192.0.2.2|false",
                "192.0.2.0/24|192.0.2.255|true",
                "192.0.2.0/24|192.0.3.0|false",
                "0.0.0.0/0|8.8.8.8|true",
                "0.0.0.0/0|::1|false",
                "2001:db8::/32|2001:db8:ffff::1|true",
                "2001:db8::/32|2001:db9::1|false",
                "2001:db8::8000:0:0:0/65|2001:db8::7000:0:0:0|false",
                "2001:db8::8000:0:0:0/65|2001:db8::f000:0:0:0|true",
                "192.0.2.1, 2001:db8::1|2001:db8::1|true",
                "''|8.8.8.8|true",
            })
    void allows(String option, String exporter, boolean allowed) {
        assertThat(AllowedExporters.parse(option).allows(IpAddress.parse(exporter)))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"router", "192.0.2.0/33", "192.0.2.0/x", "192.0.2.1,", "2001:db8::/129", "192.0.2.0/-1"})
    void refusesWhatIsNoNetwork(String option) {
        assertThatThrownBy(() -> AllowedExporters.parse(option)).hasMessageContaining("Option allowedExporters");
    }

    @Test
    void datagramsOfOthersAreRefused() {
        DecoderFixture fixture = new DecoderFixture(DecoderFixture.options(0, "198.51.100.0/24"));
        assertThat(fixture.read(new byte[] {0, 5, 0, 0})).isEqualTo(DatagramOutcome.REFUSED);
        fixture.assertAddsUp();
    }

    @ParameterizedTest
    @ValueSource(strings = {"r1", "192.0.2.1=", "=r1", "router=r1", "192.0.2.1=r1,"})
    void refusesWhatIsNoName(String option) {
        assertThatThrownBy(() -> ExporterNames.parse(option)).hasMessageContaining("Option exporterNames");
    }

    @Test
    void namesExporters() {
        ExporterNames names = ExporterNames.parse("192.0.2.1=r1, 2001:db8::1=core switch");
        assertThat(names.of(IpAddress.parse("192.0.2.1"))).isEqualTo("r1");
        assertThat(names.of(IpAddress.parse("2001:db8::1"))).isEqualTo("core switch");
        assertThat(names.of(IpAddress.parse("192.0.2.2"))).isEqualTo("192.0.2.2");
    }
}
