package io.wadi.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process that sends datagrams over a link. */
final class LiveLoad implements AutoCloseable {

    private static final int PORT = 17_777;

    /** What a capture takes of the link: the load and nothing else. */
    static final String FILTER = "udp dst port " + PORT;

    private final Process sender;
    private long sent = -1;

    LiveLoad(LiveLink link, int packetsPerSecond, long seed, Path log) throws IOException {
        sender = new ProcessBuilder(link.inside(JavaProcess.small(
                        DatagramMain.class,
                        link.source(),
                        link.targets(),
                        "" + PORT,
                        "" + packetsPerSecond,
                        "" + seed)))
                .redirectError(log.toFile())
                .start();
    }

    /** Stops it, and answers how many datagrams it sent in all. */
    long stop() throws IOException, InterruptedException {
        if (sent < 0) {
            sender.getOutputStream().close();
            String last = new String(sender.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            sender.waitFor();
            sent = Long.parseLong(last);
        }
        return sent;
    }

    @Override
    public void close() {
        sender.destroyForcibly();
    }
}
