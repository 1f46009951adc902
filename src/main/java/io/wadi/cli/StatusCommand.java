package io.wadi.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wadi status}: shows the state of a running instance. */
@Command(
        name = "status",
        description = "Prints health, routes, lag and counters of a running Wadi. The exit status is 1 if it is not "
                + "healthy.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    private static final String EXCHANGES = "camel_exchanges_total";
    private static final String FAILED = "camel_exchanges_failed_total";
    /** Shown even if it is 0, because that is the wanted state. */
    private static final String LAG = "wadi_store_lag";

    private static final String RUNNING = "camel_routes_running_routes";

    @Option(
            names = "--filter",
            paramLabel = "FILTER",
            description = "Also print the traffic of the last hour that matches, such as \"host in 10.0.0.0/8 and "
                    + "port = 22\" (docs/explore.md).")
    private String filter;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws InterruptedException {
        Instance instance = new Instance(common.settings());
        JsonNode health = instance.health();
        List<MetricSample> figures = instance.figures();
        boolean up = health.path("status").asText().equals("UP");
        common.printf("Wadi at %s is %s", instance.address(), up ? "healthy" : "not healthy");
        checks(health.path("checks"));
        routes(figures, health.path("checks"));
        counters(figures);
        if (filter != null) {
            traffic(instance.totals(filter));
        }
        return up ? 0 : 1;
    }

    private void checks(JsonNode checks) {
        for (JsonNode check : checks) {
            boolean up = check.path("status").asText().equals("UP");
            String message = check.path("message").asText(up ? "" : "down");
            if (!message.isEmpty()) {
                common.printf("  %s: %s", check.path("name").asText(), message.replace("\n", "\n    "));
            }
        }
    }

    private void routes(List<MetricSample> figures, JsonNode checks) {
        Map<String, Double> exchanges = byRoute(figures, EXCHANGES);
        Map<String, Double> failed = byRoute(figures, FAILED);
        common.printf("%nRoutes (%.0f running)", sum(figures, RUNNING));
        common.printf("  %-32s %-8s %14s %10s", "route", "state", "exchanges", "failed");
        exchanges.forEach((route, count) -> common.printf(
                "  %-32s %-8s %,14.0f %,10.0f", route, state(route, checks), count, failed.getOrDefault(route, 0.0)));
    }

    /** The state by Camel's health check of the route, which is down while the route is stopped. */
    private static String state(String route, JsonNode checks) {
        for (JsonNode check : checks) {
            if (check.path("name").asText().equals("route:" + route)) {
                return check.path("status").asText().equals("UP") ? "started" : "stopped";
            }
        }
        return "started";
    }

    private void counters(List<MetricSample> figures) {
        common.printf("%nCounters and lag");
        figures.stream()
                .filter(figure -> figure.name().startsWith("wadi_")
                        && (figure.value() != 0 || figure.name().equals(LAG)))
                .forEach(figure -> common.printf("  %-60s %16s", figure.name() + labels(figure), number(figure)));
    }

    private void traffic(JsonNode totals) {
        common.printf("%nTraffic of the last hour with %s", filter);
        for (String figure : List.of("packets", "bytes", "hosts", "countries")) {
            common.printf("  %-60s %,16d", figure, totals.path(figure).asLong());
        }
    }

    private static String number(MetricSample figure) {
        return figure.name().endsWith("_percent")
                ? String.format("%,.1f", figure.value())
                : String.format("%,.0f", figure.value());
    }

    private static String labels(MetricSample figure) {
        return figure.labels().isEmpty()
                ? ""
                : figure.labels().entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    private static Map<String, Double> byRoute(List<MetricSample> figures, String name) {
        Map<String, Double> values = new TreeMap<>();
        figures.stream()
                .filter(figure ->
                        figure.name().equals(name) && !figure.label("routeId").isEmpty())
                .forEach(figure -> values.merge(figure.label("routeId"), figure.value(), Double::sum));
        return values;
    }

    private static double sum(List<MetricSample> figures, String name) {
        return figures.stream()
                .filter(figure -> figure.name().equals(name))
                .mapToDouble(MetricSample::value)
                .sum();
    }
}
