package io.wadi.sample;

/** Sums over the datagrams of exporters, with sampling considered. Not thread-safe. */
final class ExportCounts {

    long flows;
    long packets;
    long bytes;

    void add(long flowPackets, long flowBytes) {
        flows++;
        packets += flowPackets;
        bytes += flowBytes;
    }

    void add(ExportCounts more) {
        flows += more.flows;
        packets += more.packets;
        bytes += more.bytes;
    }
}
