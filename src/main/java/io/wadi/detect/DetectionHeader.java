package io.wadi.detect;

import io.wadi.filter.FilterException;
import io.wadi.filter.FlowFilter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values in the header of one file. Values that the header does not have are null. Not thread-safe. */
final class DetectionHeader {

    private static final Pattern PARAMETER = Pattern.compile("parameter\\s+([a-z][a-z0-9_]*)\\s*=\\s*(.+)");
    private static final Pattern MEANING = Pattern.compile("(.*?)\\s+\\(([^()]*)\\):\\s*(.*)");
    private static final Pattern PERIOD = Pattern.compile("(\\d{1,6})\\s*(second|minute|hour|day)s?");
    private static final Map<String, Duration> UNITS = Map.of(
            "second", Duration.ofSeconds(1),
            "minute", Duration.ofMinutes(1),
            "hour", Duration.ofHours(1),
            "day", Duration.ofDays(1));

    private final String file;
    final Map<String, DetectionParameter> parameters = new LinkedHashMap<>();
    String title;
    Severity severity;
    Duration schedule;
    Duration closesAfter;
    Duration timeout;
    String explanation;
    FlowFilter filter;

    DetectionHeader(String file) {
        this.file = file;
    }

    /**
     * Reads one entry, whose continuation lines are joined.
     *
     * @throws DetectionException if it is not a valid entry
     */
    void read(int line, String entry) {
        Matcher parameter = PARAMETER.matcher(entry);
        if (parameter.matches()) {
            parameter(line, parameter.group(1), parameter.group(2));
            return;
        }
        int colon = entry.indexOf(':');
        String key = colon < 0 ? entry : entry.substring(0, colon);
        String value = colon < 0 ? "" : entry.substring(colon + 1).strip();
        if (value.isEmpty()) {
            throw new DetectionException(file, line, "write \"-- key: value\", not \"-- " + entry + "\"");
        }
        set(line, key.strip(), value);
    }

    private void set(int line, String key, String value) {
        switch (key) {
            case "title" -> title = value;
            case "severity" -> severity = severity(line, value);
            case "schedule" -> schedule = value.equals("off") ? Duration.ZERO : period(line, key, value);
            case "closes-after" -> closesAfter = period(line, key, value);
            case "timeout" -> timeout = period(line, key, value);
            case "explanation" -> explanation = value;
            case "filter" -> filter = filter(line, value);
            default ->
                throw new DetectionException(
                        file,
                        line,
                        "unknown header \"" + key
                                + "\"; the headers are title, severity, schedule, closes-after, timeout, explanation, "
                                + "filter and parameter");
        }
    }

    private void parameter(int line, String name, String rest) {
        if (name.equals("now")) {
            throw new DetectionException(
                    file, line, "parameter now is reserved for the time of the run; choose another name");
        }
        Matcher meaning = MEANING.matcher(rest);
        boolean explained = meaning.matches();
        String value = explained ? meaning.group(1) : rest.strip();
        DetectionParameter read = new DetectionParameter(
                name,
                DetectionParameter.read(value),
                explained ? meaning.group(2) : "",
                explained ? meaning.group(3) : "");
        if (parameters.put(name, read) != null) {
            throw new DetectionException(file, line, "parameter " + name + " is defined twice");
        }
    }

    private Severity severity(int line, String value) {
        try {
            return Severity.valueOf(value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new DetectionException(file, line, "severity must be low, medium or high, not " + value);
        }
    }

    private FlowFilter filter(int line, String value) {
        try {
            return value.equals("none") ? FlowFilter.ALL : FlowFilter.parse(value);
        } catch (FilterException e) {
            throw new DetectionException(file, line, e.getMessage());
        }
    }

    private Duration period(int line, String key, String value) {
        Matcher period = PERIOD.matcher(value);
        if (!period.matches() || Integer.parseInt(period.group(1)) == 0) {
            throw new DetectionException(
                    file, line, key + " must be a duration such as 30 seconds, 5 minutes or 1 hour, not " + value);
        }
        return UNITS.get(period.group(2)).multipliedBy(Integer.parseInt(period.group(1)));
    }
}
