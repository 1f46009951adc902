package io.wadi.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.List;
import java.util.Locale;

/**
 * The results of a benchmark.
 *
 * @param capture name of the capture
 * @param format format of packets on their topic
 * @param cores number of processors of the machine
 * @param java version of Java
 * @param results one result per contest
 * @param memory resident memory; null if not measured
 * @param growth costs by size, as far as measured
 * @param scaleOut throughput of one and several stores, as far as measured
 * @param lake what the lake costs; null if not measured
 * @param notes what else was seen
 * @param remarks measurements that failed, with the reasons
 */
public record BenchReport(
        String capture,
        String format,
        int cores,
        String java,
        List<Result> results,
        MemoryCheck memory,
        List<Growth> growth,
        List<ScaleOut> scaleOut,
        LakeFigures lake,
        List<String> notes,
        List<String> remarks) {

    private static final String GROWTH_HEAD = "%-14s %10s %9s %9s %9s %9s %9s %9s %9s%n";

    /** Whether every measurement gave a figure, except those whose yardstick is not installed. */
    public boolean isComplete() {
        return remarks.isEmpty() && results.stream().allMatch(result -> result.remark() == null || result.skipped());
    }

    /** The same with these notes. */
    BenchReport noting(List<String> seen) {
        return new BenchReport(
                capture, format, cores, java, results, memory, growth, scaleOut, lake, List.copyOf(seen), remarks);
    }

    /** The figures as a JSON object. */
    public String toJson() {
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The figures as a table. */
    public String toTable() {
        StringBuilder table = new StringBuilder(ContestTable.head());
        results.forEach(result -> table.append(ContestTable.lines(result)));
        if (memory != null) {
            table.append(String.format(
                    Locale.ROOT,
                    "resident memory: %d MiB, ten times the capture %d MiB (goal: at most 700 MiB, within 10 %%): %s%n",
                    memory.once() >> 20,
                    memory.tenTimes() >> 20,
                    memory.isMet() ? "met" : "MISSED"));
        }
        growth(table);
        scaleOut(table);
        if (lake != null) {
            table.append(lake.toTable());
        }
        notes.forEach(note -> table.append(note).append(System.lineSeparator()));
        remarks.forEach(remark -> table.append(remark).append(System.lineSeparator()));
        return table.toString();
    }

    private void growth(StringBuilder table) {
        if (growth.isEmpty()) {
            return;
        }
        table.append(String.format(
                System.lineSeparator() + GROWTH_HEAD,
                "packets, into",
                "packets",
                "memory",
                "bytes a",
                "packet in",
                "",
                "",
                "queries,",
                "ms"));
        table.append(String.format(
                GROWTH_HEAD, "both tables", "a second", "MiB", "Kafka", "traffic", "flows", "sums", "95 %", "slowest"));
        for (Growth step : growth) {
            table.append(String.format(
                    Locale.ROOT,
                    "%,-14d %,10.0f %9d %9.1f %9.1f %9.1f %9.1f %9.0f %9.0f%n",
                    step.packets(),
                    step.packetsPerSecond(),
                    step.residentBytes() >> 20,
                    step.topicBytes(),
                    step.trafficBytes(),
                    step.flowsBytes(),
                    step.sumsBytes(),
                    step.queryMillis(),
                    step.slowestMillis()));
        }
    }

    private void scaleOut(StringBuilder table) {
        for (ScaleOut run : scaleOut) {
            table.append(String.format(
                    Locale.ROOT,
                    "%s from a full topic, %d process(es) of %d consumer(s): %,.0f packets/s; "
                            + "second half in %.1f s, predicted %.1f s; processor time a packet %.2f µs "
                            + "(stores %.2f, PostgreSQL %.2f, broker %.2f)%n",
                    run.stage(),
                    run.processes(),
                    run.consumers(),
                    run.packetsPerSecond(),
                    run.drainSeconds(),
                    run.predictedSeconds(),
                    run.processorMicros().total(),
                    run.processorMicros().programs(),
                    run.processorMicros().database(),
                    run.processorMicros().broker()));
        }
    }
}
