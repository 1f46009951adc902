package io.wadi.cli;

import java.net.Socket;

/** A bean that is never ready, like one that connects to a server that does not answer. */
public final class NeverMade {

    /** Connects to the port that property {@code never.port} names, and waits for a byte. */
    public NeverMade() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", Integer.getInteger("never.port"))) {
            socket.getInputStream().read();
        }
    }
}
