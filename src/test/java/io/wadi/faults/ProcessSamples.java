package io.wadi.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The resource usage over time of a process that is never killed. */
final class ProcessSamples {

    /** Fewer in a third say nothing. */
    private static final int ENOUGH = 10;

    private final SoakWorker worker;
    private final Map<Figure, List<Point>> points = new EnumMap<>(Figure.class);

    /**
     * What is looked at.
     *
     * <p>A JVM still takes and gives back some of everything when it runs evenly, so that the median of the last third may
     * exceed the one of the second by a part of it, and by a number in any case.
     */
    enum Figure {
        RSS_MB(0.10, 16),
        HEAP_AFTER_GC_MB(0.10, 8),
        THREADS(0, 4),
        FILES(0, 8);

        private final double part;
        private final double number;

        Figure(double part, double number) {
            this.part = part;
            this.number = number;
        }
    }

    private record Point(Instant at, double value) {}

    /** How a figure went: medians of the thirds, and the most. */
    record Course(double first, double second, double last, double most, boolean flat) {}

    ProcessSamples(SoakWorker worker) {
        this.worker = worker;
        for (Figure figure : Figure.values()) {
            points.put(figure, new ArrayList<>());
        }
    }

    SoakWorker worker() {
        return worker;
    }

    /** Reads /proc. */
    void sample() throws IOException {
        Path process = Path.of("/proc/" + worker.pid());
        List<String> status = Files.readAllLines(process.resolve("status"));
        add(Figure.RSS_MB, number(status, "VmRSS:") / 1024.0);
        add(Figure.THREADS, number(status, "Threads:"));
        try (Stream<Path> files = Files.list(process.resolve("fd"))) {
            add(Figure.FILES, files.count());
        }
    }

    /** Collects all garbage of the process and notes what is left; a process that hangs is left alone. */
    void sampleHeap() throws IOException, InterruptedException {
        if (worker.isHung()) {
            return;
        }
        Process collection = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(worker.pid()),
                        "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (collection.waitFor(10, TimeUnit.SECONDS) && collection.exitValue() == 0) {
            add(Figure.HEAP_AFTER_GC_MB, worker.metric("jvm_memory_used_bytes", "area=\"heap\"") / (1 << 20));
        } else {
            collection.destroyForcibly();
        }
    }

    private static double number(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private synchronized void add(Figure figure, double value) {
        points.get(figure).add(new Point(Instant.now(), value));
    }

    /** How a figure went between two moments. */
    synchronized Course course(Figure figure, Instant began, Instant ended) {
        Duration third = Duration.between(began, ended).dividedBy(3);
        List<Double> first = between(figure, began, began.plus(third));
        List<Double> second = between(figure, began.plus(third), ended.minus(third));
        List<Double> last = between(figure, ended.minus(third), ended);
        double most =
                points.get(figure).stream().mapToDouble(Point::value).max().orElse(Double.NaN);
        double limit = median(second) * (1 + figure.part) + figure.number;
        boolean enough = Math.min(second.size(), last.size()) >= ENOUGH;
        return new Course(median(first), median(second), median(last), most, enough && median(last) <= limit);
    }

    private List<Double> between(Figure figure, Instant from, Instant to) {
        return points.get(figure).stream()
                .filter(point -> !point.at().isBefore(from) && point.at().isBefore(to))
                .map(Point::value)
                .sorted()
                .toList();
    }

    private static double median(List<Double> sorted) {
        return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
    }

    /** The samples as lines of CSV. */
    synchronized Stream<String> csv() {
        return points.entrySet().stream().flatMap(entry -> entry.getValue().stream()
                .map(point -> String.join(
                        ",",
                        point.at().toString(),
                        worker.name(),
                        entry.getKey().name(),
                        String.format("%.1f", point.value()))));
    }
}
