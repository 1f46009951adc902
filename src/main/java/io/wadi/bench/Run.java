package io.wadi.bench;

/** A measured run. */
interface Run {

    /** Its name in the table. */
    String name();

    /**
     * Runs once and checks the counts.
     *
     * @throws NotInstalledException if the program is not there
     * @throws BenchException if it fails
     */
    Measurement measure() throws Exception;
}
