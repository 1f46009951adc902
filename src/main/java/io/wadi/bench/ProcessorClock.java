package io.wadi.bench;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Adds up the processor time of all processes of a benchmark. Ended processes count if their parent has waited for them,
 * and their parents do.
 */
final class ProcessorClock {

    private final ProcessHandle postmaster;

    ProcessorClock(ProcessHandle postmaster) {
        this.postmaster = postmaster;
    }

    /** The time used so far. */
    ProcessorTime now() {
        ProcessHandle self = ProcessHandle.current();
        Set<ProcessHandle> database =
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).collect(Collectors.toSet());
        return ProcessStat.of(self)
                .map(own -> new ProcessorTime(
                        own.waitedFor() + total(self.descendants().filter(child -> !database.contains(child))),
                        own.own(),
                        total(database.stream())))
                .orElse(ProcessorTime.UNKNOWN);
    }

    private static double total(Stream<ProcessHandle> processes) {
        return processes
                .flatMap(process -> ProcessStat.of(process).stream())
                .mapToDouble(ProcessStat::total)
                .sum();
    }
}
