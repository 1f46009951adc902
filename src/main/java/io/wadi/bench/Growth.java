package io.wadi.bench;

/**
 * The cost of a number of packets, stored by both stores.
 *
 * @param packets stored IP packets
 * @param packetsPerSecond from the first frame until all were stored; the same cores also generate the capture
 * @param residentBytes peak memory of the pipeline's process
 * @param topicBytes bytes per packet of topic {@code packets}
 * @param trafficBytes bytes per packet of table {@code traffic} with its index
 * @param flowsBytes bytes per packet of table {@code flows} with its index
 * @param sumsBytes bytes per packet of the tables by hour and day with their indexes
 * @param queryMillis 95th percentile of the dashboard's query times in milliseconds
 * @param slowestMillis slowest query in milliseconds
 */
record Growth(
        long packets,
        double packetsPerSecond,
        long residentBytes,
        double topicBytes,
        double trafficBytes,
        double flowsBytes,
        double sumsBytes,
        double queryMillis,
        double slowestMillis) {}
