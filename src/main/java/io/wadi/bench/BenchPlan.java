package io.wadi.bench;

import java.util.List;
import java.util.Set;

/**
 * What a benchmark measures.
 *
 * @param contests the contests to hold
 * @param rounds number of runs of each contestant, at least 1
 * @param memory whether resident memory is measured
 * @param growth numbers of frames for which the costs are measured; may be empty
 * @param stores number of processes that share the store, at least 2; 0 to skip this
 */
public record BenchPlan(Set<ContestName> contests, int rounds, boolean memory, List<Long> growth, int stores) {}
