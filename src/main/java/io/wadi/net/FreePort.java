package io.wadi.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds a free TCP port on loopback, for a server that starts soon afterwards. */
public final class FreePort {

    private static final int FIRST = 15_000;

    /** Start of Linux's ephemeral ports (ip(7), ip_local_port_range); other systems start at 49152 (RFC 6335). */
    private static final int FIRST_OF_CONNECTIONS = 32_768;

    private static final int MOST_TRIES = 100;

    private FreePort() {}

    /**
     * Finds a port without a listener, below the ephemeral ports. A connection could take an ephemeral port before the
     * server does, or while the server restarts. If none is free, the system chooses any.
     *
     * @throws UncheckedIOException if the system has no free port
     */
    public static int find() {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, FIRST_OF_CONNECTIONS);
            if (isFree(port)) {
                return port;
            }
        }
        try (ServerSocket socket = listen(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No TCP port is free", e);
        }
    }

    /** Whether no process listens on a port of loopback. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = listen(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }
}
