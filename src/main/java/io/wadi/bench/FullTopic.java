package io.wadi.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** A topic that has all packets of a capture before a run stores them. */
final class FullTopic implements AutoCloseable {

    private final BenchServers servers;
    private final String name;
    private final long packets;

    private FullTopic(BenchServers servers, String name, long packets) {
        this.servers = servers;
        this.name = name;
        this.packets = packets;
    }

    /** Publishes a capture. */
    static FullTopic of(Path capture, BenchServers servers, WadiProcess wadi) throws Exception {
        String name = servers.createDatabase();
        return new FullTopic(
                servers,
                name,
                wadi.ingest(capture, name, List.of("--only", "capture")).published());
    }

    String name() {
        return name;
    }

    /** Number of packets in it. */
    long packets() {
        return packets;
    }

    /** Removes it. */
    @Override
    public void close() throws ExecutionException, InterruptedException {
        servers.dropDatabase(name);
        servers.dropTopics();
    }
}
