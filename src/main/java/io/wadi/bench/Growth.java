package io.wadi.bench;

/**
 * The cost of a number of packets that both stores have stored.
 *
 * @param packets IP packets stored
 * @param packetsPerSecond from the first frame until all was stored, the capture being made on the same cores meanwhile
 * @param residentBytes most memory that the pipeline's process has held
 * @param topicBytes bytes of topic {@code packets} for each packet
 * @param trafficBytes bytes of table {@code traffic} with its index for each packet
 * @param flowsBytes bytes of table {@code flows} with its index for each packet
 * @param sumsBytes bytes of the sums by hour and day with their indexes for each packet
 * @param queryMillis 95th percentile of the dashboard's queries
 * @param slowestMillis slowest of them
 */
public record Growth(
        long packets,
        double packetsPerSecond,
        long residentBytes,
        double topicBytes,
        double trafficBytes,
        double flowsBytes,
        double sumsBytes,
        double queryMillis,
        double slowestMillis) {}
