package io.wadi.bench;

/** One thing to be measured. */
interface Run {

    /** What is measured, for the table. */
    String name();

    /**
     * Does it once, counts checked.
     *
     * @return packets per second
     * @throws BenchException when it gives no figure
     */
    double packetsPerSecond() throws Exception;
}
