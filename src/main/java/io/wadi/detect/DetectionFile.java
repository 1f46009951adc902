package io.wadi.detect;

import io.wadi.filter.FlowFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a detection: a header of comment lines {@code -- key: value}, each continued by lines that are indented
 * by three spaces or more, and then one query. A file without a query changes the header of the shipped detection.
 */
final class DetectionFile {

    private static final Pattern ENTRY = Pattern.compile("-- ?(\\S.*)");
    private static final Pattern CONTINUATION = Pattern.compile("--\\s{3,}(\\S.*)");
    private static final Pattern PLACEHOLDER = Pattern.compile(":#([A-Za-z_][A-Za-z0-9_]*)");
    private static final Pattern COMMENTS = Pattern.compile("--[^\\n]*");
    private static final Duration CLOSES_AFTER = Duration.ofMinutes(15);

    private final String name;
    private final String file;
    private final DetectionHeader header;
    private final List<String> lines;
    private int queryLine;
    private String query;

    private DetectionFile(String name, String file, String text) {
        this.name = name;
        this.file = file;
        header = new DetectionHeader(file);
        lines = text.lines().toList();
    }

    /**
     * Reads a file.
     *
     * @param name name of the detection
     * @param file name of the file in messages
     * @param text content of the file
     * @throws DetectionException with file and line, if the header is invalid
     */
    static DetectionFile read(String name, String file, String text) {
        DetectionFile read = new DetectionFile(name, file, text);
        read.readHeader();
        read.query = String.join("\n", read.lines.subList(read.queryLine, read.lines.size()))
                .strip()
                .replaceFirst(";$", "");
        return read;
    }

    private void readHeader() {
        int at = 0;
        while (at < lines.size() && (lines.get(at).isBlank() || lines.get(at).startsWith("--"))) {
            int line = at + 1;
            Matcher entry = ENTRY.matcher(lines.get(at).strip());
            at++;
            if (entry.matches()) {
                StringBuilder text = new StringBuilder(entry.group(1).strip());
                at = appendContinuation(at, text);
                header.read(line, text.toString());
            } else if (!lines.get(line - 1).isBlank()
                    && !lines.get(line - 1).strip().equals("--")) {
                throw new DetectionException(
                        file, line, "a continuation line needs a header above it: write \"-- key: value\" first");
            }
        }
        queryLine = at;
    }

    private int appendContinuation(int from, StringBuilder text) {
        int at = from;
        while (at < lines.size()) {
            Matcher more = CONTINUATION.matcher(lines.get(at));
            if (!more.matches()) {
                break;
            }
            text.append(' ').append(more.group(1).strip());
            at++;
        }
        return at;
    }

    /** Whether the file has no query of its own. */
    boolean isChange() {
        return COMMENTS.matcher(query).replaceAll("").isBlank();
    }

    /**
     * The detection of this file alone.
     *
     * @throws DetectionException if title, severity, schedule or query are missing, or the query uses a parameter that
     *     the header does not define
     */
    Detection complete() {
        require(header.title, "title");
        require(header.severity, "severity");
        require(header.schedule, "schedule");
        if (isChange()) {
            throw new DetectionException(file, lines.size(), "the file has no query");
        }
        checkPlaceholders();
        return new Detection(
                name,
                file,
                header.title,
                header.severity,
                header.schedule,
                otherwise(header.closesAfter, CLOSES_AFTER),
                otherwise(header.timeout, Duration.ZERO),
                otherwise(header.explanation, ""),
                List.copyOf(header.parameters.values()),
                otherwise(header.filter, FlowFilter.ALL),
                query);
    }

    /**
     * Another detection, with this file's header values in place of its own.
     *
     * @throws DetectionException if this file sets a parameter that the other one does not have
     */
    Detection over(Detection base) {
        return new Detection(
                base.name(),
                file,
                otherwise(header.title, base.title()),
                otherwise(header.severity, base.severity()),
                otherwise(header.schedule, base.schedule()),
                otherwise(header.closesAfter, base.closesAfter()),
                otherwise(header.timeout, base.timeout()),
                otherwise(header.explanation, base.explanation()),
                changed(base.parameters()),
                otherwise(header.filter, base.filter()),
                base.query());
    }

    private List<DetectionParameter> changed(List<DetectionParameter> base) {
        Map<String, DetectionParameter> left = new LinkedHashMap<>(header.parameters);
        List<DetectionParameter> changed = new ArrayList<>();
        for (DetectionParameter old : base) {
            DetectionParameter mine = left.remove(old.name());
            changed.add(mine == null ? old : new DetectionParameter(old.name(), mine.value(), old.unit(), old.text()));
        }
        if (!left.isEmpty()) {
            throw new DetectionException(
                    file,
                    1,
                    "detection " + name + " has no parameter "
                            + left.keySet().iterator().next());
        }
        return List.copyOf(changed);
    }

    private void require(Object value, String key) {
        if (value == null) {
            throw new DetectionException(file, 1, "the header lacks \"-- " + key + ": …\"");
        }
    }

    private void checkPlaceholders() {
        for (int i = queryLine; i < lines.size(); i++) {
            Matcher placeholder =
                    PLACEHOLDER.matcher(COMMENTS.matcher(lines.get(i)).replaceAll(""));
            while (placeholder.find()) {
                String wanted = placeholder.group(1);
                if (!wanted.equals("now") && !header.parameters.containsKey(wanted)) {
                    throw new DetectionException(file, i + 1, "the header has no parameter " + wanted);
                }
            }
        }
    }

    private static <T> T otherwise(T value, T fallback) {
        return value == null ? fallback : value;
    }
}
