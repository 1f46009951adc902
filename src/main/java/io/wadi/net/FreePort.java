package io.wadi.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** A free TCP port of loopback, for a server that starts a moment later. */
public final class FreePort {

    private static final int FIRST = 15_000;

    /** Linux gives connections their ports from here on (ip(7), ip_local_port_range), other systems from 49152 (RFC 6335). */
    private static final int FIRST_OF_CONNECTIONS = 32_768;

    private static final int MOST_TRIES = 100;

    private FreePort() {}

    /**
     * A port at which nobody listens, below the range of which connections get theirs: a connection would take it before
     * the server does, or while that one is away. Where none is found, any that the system gives.
     *
     * @throws UncheckedIOException when not even the system has one
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

    /** Whether nobody listens at a port of loopback. */
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
