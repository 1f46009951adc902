package io.wadi.bench;

import java.util.Comparator;
import java.util.List;

/**
 * The rounds of one side of a contest.
 *
 * @param name name of the run
 * @param rounds figures of each round, in order
 */
record Side(String name, List<Measurement> rounds) {

    Spread cold() {
        return Spread.of(rounds, Measurement::packetsPerSecond);
    }

    Spread steady() {
        return Spread.of(rounds, Measurement::steadyOrWhole);
    }

    /** Whether every round has figures of its second half. */
    boolean hasSteady() {
        return rounds.stream().allMatch(round -> round.steadyPacketsPerSecond() != null);
    }

    /** The processor time for a million packets of the median round; steady, where that was measured. */
    ProcessorTime processor() {
        List<ProcessorTime> sorted = rounds.stream()
                .map(Measurement::steadyOrWholeProcessor)
                .sorted(Comparator.comparing(ProcessorTime::total))
                .toList();
        return sorted.get(sorted.size() / 2);
    }
}
