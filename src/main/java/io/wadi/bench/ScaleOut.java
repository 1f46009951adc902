package io.wadi.bench;

/**
 * How fast store-flows stores a full topic.
 *
 * @param processes processes of its consumer group
 * @param consumers consumers in each
 * @param packetsPerSecond packets stored by all of them, once a tenth is stored and all are at work
 */
public record ScaleOut(int processes, int consumers, double packetsPerSecond) {}
