package io.wadi.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures and the verdict of a soak, as a table and as JSON. */
final class SoakReport {

    private static final String HOLDS = "holds";

    private final SoakPlace place;
    private final Map<String, Object> figures = new LinkedHashMap<>();
    private final Map<String, String> checks = new LinkedHashMap<>();

    /** Something that may fail. */
    interface Check {
        void run() throws Exception;
    }

    SoakReport(SoakPlace place) {
        this.place = place;
    }

    /** A figure: a number, a text, or numbers by name. */
    void put(String name, Object value) {
        figures.put(name, value);
    }

    /** Notes whether something holds, and why it does not. */
    void check(String name, Check check) {
        place.say("looks: %s", name);
        try {
            check.run();
            checks.put(name, HOLDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            checks.put(name, "interrupted");
        } catch (Exception | AssertionError e) {
            checks.put(name, String.valueOf(e));
            place.say("FAILURE: %s: %s", name, e);
        }
    }

    /** What does not hold. */
    List<String> failures() {
        return checks.entrySet().stream()
                .filter(check -> !check.getValue().equals(HOLDS))
                .map(check -> check.getKey() + ": " + check.getValue())
                .toList();
    }

    String verdict() {
        return checks.isEmpty() || !failures().isEmpty() ? "FAILED" : "passed";
    }

    /** Writes soak.json and summary.txt, and prints the table. */
    void write() throws IOException {
        Map<String, Object> all = new LinkedHashMap<>(figures);
        all.put("checks", checks);
        all.put("verdict", verdict());
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(place.folder().resolve("soak.json").toFile(), all);
        String table = table();
        Files.writeString(place.folder().resolve("summary.txt"), table);
        System.out.println(table);
    }

    private String table() {
        StringBuilder table = new StringBuilder();
        figures.forEach((name, value) -> {
            if (value instanceof Map<?, ?> map) {
                map.forEach((key, each) -> row(table, name + ": " + key, each));
            } else {
                row(table, name, value);
            }
        });
        checks.forEach((name, result) -> row(table, name, result));
        row(table, "verdict", verdict());
        return table.toString();
    }

    private static void row(StringBuilder table, String name, Object value) {
        String text = value instanceof Number ? String.format(Locale.ROOT, "%,d", value) : String.valueOf(value);
        table.append(String.format("%-60s %s%n", name, text));
    }
}
