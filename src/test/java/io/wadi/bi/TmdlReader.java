package io.wadi.bi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the part of TMDL that the project's model uses, and rejects everything else. */
final class TmdlReader {

    private static final Pattern PROPERTY = Pattern.compile("(\\w+):\\s*(.+)");
    private static final Pattern OBJECT =
            Pattern.compile("((?:ref )?\\w+)(?: ('(?:[^']|'')+'|[^\\s='\"]+))?(?:\\s*(=)\\s*(.*))?");
    private static final String DESCRIPTION = "///";

    private final Path file;
    private final List<String> lines;
    private int next;

    private TmdlReader(Path file) throws IOException {
        this.file = file;
        this.lines = Files.readAllLines(file);
    }

    static List<TmdlObject> read(Path file) throws IOException {
        TmdlReader reader = new TmdlReader(file);
        TmdlObject root = reader.body(new Head("", "", ""), "", 0);
        if (!root.properties().isEmpty()) {
            throw reader.notUnderstood("a property of nothing");
        }
        return root.children();
    }

    /** A line that begins an object. */
    private record Head(String keyword, String name, String expression) {}

    private TmdlObject body(Head head, String description, int depth) {
        TmdlObject object = new TmdlObject(
                head.keyword(), head.name(), head.expression(), description, new LinkedHashMap<>(), new ArrayList<>());
        StringBuilder words = new StringBuilder();
        while (hasLineOf(depth)) {
            String line = lines.get(next++).strip();
            Matcher property = PROPERTY.matcher(line);
            if (line.startsWith(DESCRIPTION)) {
                words.append(line.substring(DESCRIPTION.length()).strip());
            } else if (property.matches()) {
                object.properties().put(property.group(1), property.group(2));
            } else {
                object.children().add(body(head(line, depth), words.toString(), depth + 1));
                words.setLength(0);
            }
        }
        if (!words.isEmpty()) {
            throw notUnderstood("a description of nothing");
        }
        return object;
    }

    private Head head(String line, int depth) {
        Matcher object = OBJECT.matcher(line);
        if (!object.matches()) {
            throw notUnderstood(line);
        }
        String name = object.group(2) == null ? "" : unquoted(object.group(2));
        String expression = object.group(3) == null ? "" : object.group(4);
        return new Head(
                object.group(1), name, expression.isEmpty() && object.group(3) != null ? block(depth + 2) : expression);
    }

    /** An expression of several lines is indented deeper than the properties that follow it. */
    private String block(int depth) {
        StringBuilder expression = new StringBuilder();
        while (next < lines.size() && (lines.get(next).isBlank() || indent(lines.get(next)) >= depth)) {
            expression.append(lines.get(next++).strip()).append('\n');
        }
        return expression.toString().strip();
    }

    private boolean hasLineOf(int depth) {
        while (next < lines.size() && lines.get(next).isBlank()) {
            next++;
        }
        if (next == lines.size() || indent(lines.get(next)) < depth) {
            return false;
        }
        if (indent(lines.get(next)) > depth) {
            throw notUnderstood("indented too far");
        }
        if (lines.get(next).charAt(depth) == ' ') {
            throw notUnderstood("indented by a blank");
        }
        return true;
    }

    private static int indent(String line) {
        int tabs = 0;
        while (tabs < line.length() && line.charAt(tabs) == '\t') {
            tabs++;
        }
        return tabs;
    }

    static String unquoted(String name) {
        return name.startsWith("'") ? name.substring(1, name.length() - 1).replace("''", "'") : name;
    }

    private IllegalArgumentException notUnderstood(String what) {
        return new IllegalArgumentException(file + ", before line " + (next + 1) + ": " + what);
    }
}
