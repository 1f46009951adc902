package io.wadi.query;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range as the user typed it: its length up to now, or its start and end.
 *
 * @param last a number and s, m, h or d
 * @param from start, as ISO 8601 or milliseconds since the epoch; a date alone is the start of that day (UTC)
 * @param to end, in the same forms; now if absent
 */
public record RangeText(Optional<String> last, Optional<String> from, Optional<String> to) {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final Pattern LAST = Pattern.compile("(\\d{1,6})([smhd])");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

    /** Fewer digits are a year or seconds, not milliseconds before 3 March 1973; 0 is the beginning of time. */
    private static final Pattern MILLIS = Pattern.compile("0|\\d{12,15}");

    private static final Pattern TOO_FEW = Pattern.compile("\\d{1,11}");

    /** Creates a range from options, each null or blank if not given. */
    public static RangeText of(String last, String from, String to) {
        return new RangeText(given(last), given(from), given(to));
    }

    private static Optional<String> given(String option) {
        return Optional.ofNullable(option).map(String::strip).filter(text -> !text.isEmpty());
    }

    /**
     * Validates the range.
     *
     * @param detail time resolution of the stored flows
     * @param usual length of the range if nothing is given
     * @throws QueryException if the range is invalid
     */
    public TimeRange range(Instant now, FlowDetail detail, Duration usual) {
        if (from.isEmpty() && to.isEmpty()) {
            return checked(now.minus(last.map(RangeText::length).orElse(usual)), now, now, detail);
        }
        if (last.isPresent()) {
            throw new QueryException("Parameter last cannot be combined with from or to");
        }
        if (from.isEmpty()) {
            throw new QueryException("Parameter to is only allowed with from");
        }
        Instant end = to.map(text -> instant("to", text)).orElse(now);
        return checked(instant("from", from.get()), end, now, detail);
    }

    private static TimeRange checked(Instant from, Instant to, Instant now, FlowDetail detail) {
        Duration length = Duration.between(from, to);
        if (length.compareTo(SHORTEST) < 0) {
            throw new QueryException("The range is empty: 'from' must be at least one second before 'to'");
        }
        if (from.isBefore(EARLIEST) || to.isAfter(LATEST)) {
            throw new QueryException("The range is not within " + EARLIEST + " and " + LATEST);
        }
        return TimeRange.between(from, to, now, detail);
    }

    private static Duration length(String text) {
        Matcher matcher = LAST.matcher(text);
        if (!matcher.matches()) {
            throw new QueryException("Parameter last must be a number and s, m, h or d, for example last=15m");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private static Instant instant(String name, String text) {
        try {
            if (MILLIS.matcher(text).matches()) {
                return Instant.ofEpochMilli(Long.parseLong(text));
            }
            return DATE.matcher(text).matches()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new QueryException("Parameter " + name
                    + " must be a time such as 2026-01-31T12:00:00Z, a date such as 2026-01-31 (its start, UTC), or"
                    + " milliseconds since the epoch"
                    + (TOO_FEW.matcher(text).matches() ? ", which have 12 digits or more; " + text + " has not" : ""));
        }
    }
}
