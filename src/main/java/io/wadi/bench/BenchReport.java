package io.wadi.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.List;
import java.util.Locale;

/**
 * The outcome of a benchmark.
 *
 * @param capture name of the capture
 * @param cores processors that the machine shows
 * @param java version of Java
 * @param results one for each contest
 * @param memory resident memory, or null where it was not asked for
 */
public record BenchReport(String capture, int cores, String java, List<Result> results, MemoryCheck memory) {

    /** Whether every contest gave a figure. */
    public boolean isComplete() {
        return results.stream().allMatch(result -> result.remark() == null);
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
        StringBuilder table = new StringBuilder(String.format(
                "%n%-28s %14s %14s %7s %7s%n", "medians, packets/s", "wadi", "yardstick", "ratio", "goal"));
        for (Result result : results) {
            table.append(result.remark() == null ? line(result) : result.title() + ": no figure: " + result.remark())
                    .append(System.lineSeparator());
        }
        if (memory != null) {
            table.append(String.format(
                    Locale.ROOT,
                    "resident memory: %d MB, ten times the capture %d MB (goal: at most 700 MB, within 10 %%): %s%n",
                    memory.once() >> 20,
                    memory.tenTimes() >> 20,
                    memory.isMet() ? "met" : "MISSED"));
        }
        return table.toString();
    }

    private static String line(Result result) {
        return String.format(
                Locale.ROOT,
                "%-28s %,14.0f %,14.0f %7.2f %7.2f  %s (against %s)",
                result.title(),
                result.ours().median(),
                result.yardstick().median(),
                result.ratio(),
                result.goal(),
                result.isMet() ? "met" : "MISSED",
                result.yardstick().name());
    }
}
