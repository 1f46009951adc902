package io.wadi.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacerTest {

    private static final long CAPTURED = 1_700_000_000_000_000_000L;

    @Test
    void maxIsAlwaysDue() {
        Pacer pacer = Pacer.of("max");
        assertThat(pacer.dueNanos(CAPTURED, 5)).isEqualTo(5);
        assertThat(pacer.dueNanos(CAPTURED + 1_000_000, 6)).isEqualTo(6);
    }

    @Test
    void originalKeepsTheDistancesFromTheFirstPacket() {
        Pacer pacer = Pacer.of("original");
        assertThat(pacer.dueNanos(CAPTURED, 100)).isEqualTo(100);
        assertThat(pacer.dueNanos(CAPTURED + 7_000, 5_000)).isEqualTo(7_100);
        assertThat(pacer.dueNanos(CAPTURED - 50, 8_000)).isEqualTo(50);
        pacer.restart();
        assertThat(pacer.dueNanos(CAPTURED, 9_000)).isEqualTo(9_000);
    }

    @Test
    void aRateSpacesPacketsEvenlyHoweverLateTheyAre() {
        Pacer pacer = Pacer.of("1000");
        assertThat(pacer.dueNanos(CAPTURED, 500)).isEqualTo(500);
        assertThat(pacer.dueNanos(CAPTURED, 90_000_000)).isEqualTo(1_000_500);
        assertThat(pacer.dueNanos(CAPTURED, 90_000_000)).isEqualTo(2_000_500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fast", "0", "-1", "NaN", "Infinity", "2e9", "10 packets"})
    void refusesEverythingElseNamingTheOption(String pace) {
        assertThatThrownBy(() -> Pacer.of(pace))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Option pace is " + pace);
    }
}
