package io.wadi.sample;

/** An exporter of the sample, with one class per protocol. */
interface SampleExporter {

    /** From the exporter to the collector. */
    Direction path();

    /** Writes the next datagram, and counts its flows and its sequence number. */
    void write(long nowNanos, Octets out, ExportCounts counts);
}
