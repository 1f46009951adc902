package io.wadi.bench;

/**
 * The throughput of a store on a full topic.
 *
 * @param stage the store
 * @param processes number of processes in the consumer group
 * @param consumers number of consumers in each process
 * @param packetsPerSecond packets stored by all processes, measured after the first tenth, when all of them work
 * @param drainSeconds time in which they stored the last half of the topic
 * @param predictedSeconds what {@link BacklogModel} predicts for it from the service time before; 0 if the topic is
 *     too short
 * @param processorMicros processor time in microseconds per packet, measured after the first tenth
 */
record ScaleOut(
        String stage,
        int processes,
        int consumers,
        double packetsPerSecond,
        double drainSeconds,
        double predictedSeconds,
        ProcessorTime processorMicros) {}
