package io.wadi.bench;

/**
 * The throughput of store-flows on a full topic.
 *
 * @param processes number of processes in the consumer group
 * @param consumers number of consumers in each process
 * @param packetsPerSecond packets stored by all processes, measured after the first tenth, when all of them work
 */
public record ScaleOut(int processes, int consumers, double packetsPerSecond) {}
