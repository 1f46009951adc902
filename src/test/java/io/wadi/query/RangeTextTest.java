package io.wadi.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges in the options of {@code wadi report}; {@code ApiParametersTest} tests those of requests. */
class RangeTextTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:34:56Z");

    @Test
    void withoutOptionsTheUsualRangeUpToNowIsMeant() {
        TimeRange range = range(null, null, null);
        assertThat(range.from()).isEqualTo(NOW.minus(Duration.ofDays(1)));
        assertThat(range.to()).isEqualTo(NOW);
        assertThat(range(" ", "", "")).isEqualTo(range);
    }

    @Test
    void aRangeIsItsLengthOrItsEnds() {
        assertThat(range("7d", null, null).from()).isEqualTo(NOW.minus(Duration.ofDays(7)));
        TimeRange hour = range(null, "2026-03-10T10:00:00+01:00", " 1773136800000 ");
        assertThat(hour.from()).isEqualTo(Instant.parse("2026-03-10T09:00:00Z"));
        assertThat(hour.to()).isEqualTo(Instant.parse("2026-03-10T10:00:00Z"));
    }

    @Test
    void aDateIsTheStartOfItsDay() {
        TimeRange days = range(null, "2026-03-01", "2026-03-03");
        assertThat(days.from()).isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
        assertThat(days.to()).isEqualTo(Instant.parse("2026-03-03T00:00:00Z"));
        assertThat(range(null, "2026-03-09T23:00:00Z", "2026-03-10").to())
                .isEqualTo(Instant.parse("2026-03-10T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-02-30", "2026-3-1", "26-03-01", "2026-03-01Z", "2026-03-01T12:00:00", "1711843200000000"})
    void refusesWhatIsNoDateAndNoTime(String from) {
        assertThatThrownBy(() -> range(null, from, null))
                .isInstanceOf(QueryException.class)
                .hasMessage("Parameter from must be a time such as 2026-01-31T12:00:00Z, a date such as 2026-01-31 (its"
                        + " start, UTC), or milliseconds since the epoch");
    }

    /** As {@code bi.flows_between} takes seconds, and people think in years. */
    @ParameterizedTest
    @ValueSource(strings = {"2024", "1711843200", "17118432000"})
    void refusesYearsAndSeconds(String from) {
        assertThatThrownBy(() -> range(null, from, null))
                .isInstanceOf(QueryException.class)
                .hasMessageEndingWith(
                        "milliseconds since the epoch, which have 12 digits or more; " + from + " has not");
        assertThat(range(null, "0", "171184320000").from()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void lengthAndEndsExcludeEachOther() {
        assertThatThrownBy(() -> range("7d", "2026-03-10T10:00:00Z", null))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("last cannot be combined with from or to");
    }

    /** All that is stored, if both a clock of 1970 and one of 2097 were wrong. */
    @Test
    void aRangeMayBeAsLongAsTimesAreValid() {
        TimeRange range = range(null, "1970-01-01", "2200-01-01");
        assertThat(range.from()).isEqualTo(Instant.EPOCH);
        assertThat(range.to()).isEqualTo(Instant.parse("2200-01-01T00:00:00Z"));
        assertThat(range.bucketSeconds() % 86_400).isZero();
        assertThat(Duration.between(range.from(), range.to()).toSeconds() / range.bucketSeconds())
                .isLessThan(121);
    }

    private static TimeRange range(String last, String from, String to) {
        return RangeText.of(last, from, to).range(NOW, FlowDetail.windows(60), Duration.ofDays(1));
    }
}
