package io.wadi.bench;

import java.util.List;

/**
 * What a benchmark measures.
 *
 * @param rounds number of runs of each contestant, at least 1
 * @param memory whether resident memory is measured
 * @param growth numbers of frames for which the costs are measured; may be empty
 * @param stores number of processes that share the store, at least 2; 0 to skip this
 */
public record BenchPlan(int rounds, boolean memory, List<Long> growth, int stores) {}
