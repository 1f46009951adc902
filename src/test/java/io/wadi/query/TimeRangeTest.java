package io.wadi.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeRangeTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:34:56Z");

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 10, 60, 90, 3_600, 86_400})
    void bucketsHoldWholeWindowsWhateverTheirLength(int windowSeconds) {
        for (Duration length : new Duration[] {Duration.ofDays(16), Duration.ofDays(60), Duration.ofDays(40_000)}) {
            TimeRange range = TimeRange.between(NOW.minus(length), NOW, NOW, FlowDetail.windows(windowSeconds));
            assertThat(range.bucketSeconds() % range.grainByTime().seconds(windowSeconds))
                    .isZero();
            assertThat(range.from()).isEqualTo(NOW.minus(length));
        }
    }

    /** So that a chart of minutes has more than a bar for each. */
    @ParameterizedTest
    @CsvSource({
        "2026-03-10T12:29:56Z, 2026-03-10T12:34:56Z, 2026-03-10T12:30:00Z, 2026-03-10T12:34:56Z, 5",
        "2026-03-10T12:19:56Z, 2026-03-10T12:34:56Z, 2026-03-10T12:20:00Z, 2026-03-10T12:34:56Z, 10",
        "2026-03-10T12:20:00Z, 2026-03-10T12:21:00Z, 2026-03-10T12:20:00Z, 2026-03-10T12:21:00Z, 1",
        "2026-03-10T12:20:10Z, 2026-03-10T12:22:10Z, 2026-03-10T12:21:00Z, 2026-03-10T12:23:00Z, 1",
        "2026-03-10T12:34:10Z, 2026-03-10T12:34:50Z, 2026-03-10T12:34:10Z, 2026-03-10T12:34:50Z, 1",
        "2026-03-10T12:33:10Z, 2026-03-10T12:34:50Z, 2026-03-10T12:34:00Z, 2026-03-10T12:34:56Z, 1",
        "2026-03-10T12:33:10Z, 2026-03-10T12:35:10Z, 2026-03-10T12:34:00Z, 2026-03-10T12:35:10Z, 1"
    })
    void aRangeOfFewWindowsHasShorterBucketsAndTheEndsOfItsWindows(
            Instant from, Instant to, Instant start, Instant end, int seconds) {
        TimeRange range = TimeRange.between(from, to, NOW, FlowDetail.windows(60));
        assertThat(range.isSpread()).isTrue();
        assertThat(range.from()).isEqualTo(start);
        assertThat(range.to()).isEqualTo(end);
        assertThat(range.bucketSeconds()).isEqualTo(seconds);
        assertThat(range.inWindows(FlowDetail.windows(60))).isEqualTo(range);
    }

    @Test
    void theRangeBeforeAShortOneHasAsManyWindows() {
        TimeRange range = TimeRange.between(NOW.minus(Duration.ofMinutes(5)), NOW, NOW, FlowDetail.windows(60));
        TimeRange before = range.earlier(range.length(), NOW, FlowDetail.windows(60));
        assertThat(before.from()).isEqualTo(Instant.parse("2026-03-10T12:25:00Z"));
        assertThat(before.to()).isEqualTo(Instant.parse("2026-03-10T12:29:56Z"));
        assertThat(before.bucketSeconds()).isEqualTo(5);
    }

    @Test
    void theRangeBeforeOneWithoutTheStartOfAWindowEndsWhereThatBegins() {
        Instant from = Instant.parse("2026-03-10T11:20:05Z");
        TimeRange range = TimeRange.between(from, from.plusSeconds(19), NOW, FlowDetail.windows(60));
        TimeRange before = range.earlier(range.length(), NOW, FlowDetail.windows(60));
        assertThat(before.from()).isEqualTo(from.minusSeconds(19));
        assertThat(before.to()).isEqualTo(from);
    }

    /** Ten days of windows and twenty of hours are kept, counted from the midnight before now. */
    @ParameterizedTest
    @CsvSource({
        "2026-03-09T10:20:30Z, 2026-03-09T11:20:30Z, 2026-03-09T10:20:30Z, 2026-03-09T11:20:30Z, MINUTE",
        "2026-02-20T10:20:30Z, 2026-03-09T11:20:30Z, 2026-02-20T11:00:00Z, 2026-03-09T11:20:30Z, DAY",
        "2026-02-20T10:20:30Z, 2026-02-20T12:20:30Z, 2026-02-20T11:00:00Z, 2026-02-20T12:00:00Z, HOUR",
        "2026-01-20T10:20:30Z, 2026-01-23T12:20:30Z, 2026-01-21T00:00:00Z, 2026-01-23T00:00:00Z, DAY",
        "2026-01-20T10:20:30Z, 2026-02-20T12:20:30Z, 2026-01-21T00:00:00Z, 2026-02-20T12:00:00Z, DAY"
    })
    void aRangeWhoseWindowsAreGoneIsAsFineAsWhatIsKept(
            Instant from, Instant to, Instant start, Instant end, Grain grain) {
        TimeRange range = TimeRange.between(from, to, NOW, new FlowDetail(60, 10, 20, 0, false, KeptSince.ALWAYS));
        assertThat(range.from()).isEqualTo(start);
        assertThat(range.to()).isEqualTo(end);
        assertThat(range.grain()).isEqualTo(grain);
    }

    /** Otherwise its figures would be 0, whatever there was. */
    @ParameterizedTest
    @CsvSource({
        "2026-01-20T10:20:30Z, 2026-01-20T12:20:30Z, day",
        "2026-01-20T10:20:30Z, 2026-01-21T12:20:30Z, day",
        "2026-02-20T10:20:30Z, 2026-02-20T10:50:30Z, hour"
    })
    void aRangeOfWhichNothingIsKeptIsRefused(Instant from, Instant to, String unit) {
        assertThatThrownBy(
                        () -> TimeRange.between(from, to, NOW, new FlowDetail(60, 10, 20, 0, false, KeptSince.ALWAYS)))
                .isInstanceOf(QueryException.class)
                .hasMessage("For " + from + " to " + to + " only whole " + unit + "s are still stored (UTC; settings "
                        + "wadi.retention.flow-days and hour-days): choose a range with a whole " + unit);
    }

    /** The range that is asked for has windows, at least at its end; that to compare with has not. */
    @ParameterizedTest
    @CsvSource({
        "2026-03-01T10:20:30Z, 2026-03-01T11:20:30Z, 2, hour",
        "2026-03-01T10:00:00Z, 2026-03-01T11:20:30Z, 2, hour",
        "2026-02-19T10:20:30Z, 2026-03-01T11:20:30Z, 10, day",
        "2026-02-18T00:00:00Z, 2026-03-01T11:20:30Z, 2, hour"
    })
    void aRangeToCompareWithNamesWhatSuffices(Instant from, Instant to, int days, String unit) {
        FlowDetail detail = new FlowDetail(60, 10, 20, 0, false, KeptSince.ALWAYS);
        TimeRange range = TimeRange.between(from, to, NOW, detail);
        Duration shift = Duration.ofDays(days);
        assertThatThrownBy(() -> range.earlier(shift, NOW, detail))
                .isInstanceOf(NotStoredException.class)
                .hasMessage("The range to compare with, "
                        + range.from().minus(shift) + " to " + range.to().minus(shift) + ", is only stored by whole "
                        + unit + "s: choose a range of whole " + unit + "s (UTC)");
        ChronoUnit whole = unit.equals("day") ? ChronoUnit.DAYS : ChronoUnit.HOURS;
        TimeRange chosen = TimeRange.between(from.truncatedTo(whole), to.truncatedTo(whole), NOW, detail);
        assertThat(chosen.earlier(shift, NOW, detail).from())
                .isEqualTo(chosen.from().minus(shift));
    }

    /** Thirty days of days are kept, so nothing from before 8 February. */
    @Test
    void aRangeBeginsWithTheFirstDayThatIsKept() {
        FlowDetail detail = new FlowDetail(60, 10, 20, 30, false, KeptSince.ALWAYS);
        Instant first = Instant.parse("2026-02-08T00:00:00Z");
        Instant earlier = first.minusSeconds(1);
        Instant to = Instant.parse("2026-02-20T12:20:30Z");
        TimeRange range = TimeRange.between(earlier, to, NOW, detail);
        assertThat(range.from()).isEqualTo(first);
        assertThat(range.earlier(Duration.ZERO, NOW, detail).from()).isEqualTo(first);
        assertThatThrownBy(() -> range.earlier(Duration.ofDays(7), NOW, detail))
                .isInstanceOf(NotStoredException.class)
                .hasMessage(
                        "The range to compare with, 2026-02-01T00:00:00Z to 2026-02-13T12:00:00Z, is not stored any longer, "
                                + "or not all of it (setting wadi.retention.day-days)");
        assertThatThrownBy(() -> TimeRange.between(earlier, first, NOW, detail))
                .isInstanceOf(NotStoredException.class)
                .hasMessage("Flows from 2026-02-07T23:59:59Z to 2026-02-08T00:00:00Z are no longer stored "
                        + "(setting wadi.retention.day-days): choose a later range");
    }
}
