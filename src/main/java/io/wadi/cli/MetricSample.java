package io.wadi.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of the Prometheus text format (version 0.0.4).
 *
 * @param name name of the metric
 * @param labels its labels
 * @param value its value
 */
record MetricSample(String name, Map<String, String> labels, double value) {

    private static final Pattern LINE = Pattern.compile("([A-Za-z_:][\\w:]*)(?:\\{(.*)})?\\s+(\\S+)(?:\\s+\\d+)?");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** Parses the samples of a page; other lines are ignored. */
    static List<MetricSample> parse(String page) {
        List<MetricSample> figures = new ArrayList<>();
        page.lines()
                .filter(line -> !line.startsWith("#"))
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .forEach(line ->
                        figures.add(new MetricSample(line.group(1), labels(line.group(2)), number(line.group(3)))));
        return figures;
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        Matcher matcher = LABEL.matcher(text == null ? "" : text);
        while (matcher.find()) {
            labels.put(matcher.group(1), matcher.group(2));
        }
        return labels;
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    /** A label's value; empty if the sample has no such label. */
    String label(String label) {
        return labels.getOrDefault(label, "");
    }
}
