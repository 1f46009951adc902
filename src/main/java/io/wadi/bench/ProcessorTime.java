package io.wadi.bench;

/**
 * Processor time in seconds; NaN where the system does not report it.
 *
 * @param programs of the programs that the benchmark starts, with their children
 * @param broker of the benchmark's own process: the broker, and the runs that have no process of their own
 * @param database of all processes of PostgreSQL
 */
record ProcessorTime(double programs, double broker, double database) {

    static final ProcessorTime UNKNOWN = new ProcessorTime(Double.NaN, Double.NaN, Double.NaN);

    private static final double MILLION = 1e6;

    double total() {
        return programs + broker + database;
    }

    ProcessorTime plus(ProcessorTime more) {
        return new ProcessorTime(programs + more.programs, broker + more.broker, database + more.database);
    }

    ProcessorTime since(ProcessorTime earlier) {
        return new ProcessorTime(programs - earlier.programs, broker - earlier.broker, database - earlier.database);
    }

    /** The same for a run that does not use the broker: this process only watched it. */
    ProcessorTime withoutBroker() {
        return new ProcessorTime(programs, 0, database);
    }

    /** The time for a million packets, if this was the time for so many. */
    ProcessorTime perMillion(long packets) {
        double millions = packets / MILLION;
        return new ProcessorTime(programs / millions, broker / millions, database / millions);
    }
}
