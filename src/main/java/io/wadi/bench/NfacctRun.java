package io.wadi.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * {@code nfacctd}: reads the same datagrams and writes flows of a minute into PostgreSQL, without Kafka. A flow that is longer
 * than a minute is in the minute of its start, which is less work than to spread it. When it is stopped, it gives its plugin
 * one buffer twice (nfacctd 1.7.7: 25 records more with 10,240 bytes, 250 with 102,400). So the buffers are smaller than
 * pmacctd's, and its sums may be a little off.
 */
final class NfacctRun implements Run {

    /** Its sums may be off by one in this many: one buffer of a small capture. */
    private static final long MAY_DIFFER = 50;

    private static final String READS = "reading NetFlow/IPFIX data from";
    private static final String HAS_READ = "finished reading PCAP capture file";

    private final BenchServers servers;
    private final PmacctDaemon daemon;
    private final ExportsCapture capture;
    private final Consumer<String> progress;

    NfacctRun(BenchServers servers, ExportsCapture capture, Path folder, Consumer<String> progress) {
        this.servers = servers;
        this.capture = capture;
        this.progress = progress;
        daemon = new PmacctDaemon("nfacctd", folder, servers);
    }

    @Override
    public String name() {
        return "nfacctd, file to pgsql";
    }

    @Override
    public Measurement measure() throws Exception {
        NotInstalledException.unlessInstalled("nfacctd", "pmacct");
        return EndedEarlyException.repeat(this::once, progress);
    }

    private Measurement once() throws Exception {
        String database = servers.createDatabase();
        try {
            daemon.createTable(database);
            ProcessorTime before = servers.clock().now();
            double seconds = run(database);
            ProcessorTime used = servers.clock().now().since(before).withoutBroker();
            capture.check("nfacctd", daemon.sum(database, "packets"), daemon.sum(database, "bytes"), MAY_DIFFER);
            return Measurement.of(capture.records() / seconds, used.perMillion(capture.records()));
        } finally {
            servers.dropDatabase(database);
        }
    }

    /**
     * Without a signal it would wait, or without {@code pcap_savefile_wait} end with what its plugin has not read. So does a
     * signal before the plugin has read everything.
     *
     * @return the seconds from when it begins to read until everything is written, without those in which it was idle
     */
    private double run(String database) throws Exception {
        Process process = daemon.start(
                database,
                capture.file(),
                "nfacctd_renormalize: true",
                "pcap_savefile_wait: true",
                "plugin_buffer_size: 10240");
        daemon.awaitLogged(process, READS);
        List<ProcessHandle> readers = daemon.family(process);
        long began = System.nanoTime();
        daemon.awaitLogged(process, HAS_READ);
        long idle = daemon.awaitIdle(readers);
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .start()
                .waitFor();
        daemon.awaitEnd(process);
        return (System.nanoTime() - began - idle) / 1e9;
    }
}
