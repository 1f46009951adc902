package io.wadi.bench;

import java.util.List;

/**
 * What a benchmark measures.
 *
 * @param rounds how often each run of a contest is made, at least 1
 * @param memory whether resident memory is measured
 * @param growth numbers of frames whose costs are measured; none for none
 * @param stores processes that share the store, at least 2; 0 for not at all
 */
public record BenchPlan(int rounds, boolean memory, List<Long> growth, int stores) {}
