package io.wadi.bench;

/** A measured run. */
interface Run {

    /** Its name in the table. */
    String name();

    /**
     * Runs once and checks the counts.
     *
     * @return packets per second
     * @throws BenchException if it fails
     */
    double packetsPerSecond() throws Exception;
}
