package io.wadi.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Finds free TCP ports on loopback. */
final class Ports {

    private Ports() {}

    /**
     * The wanted port, or for 0 any that is free.
     *
     * @throws EmbeddedException when the wanted one is taken, naming it and the setting
     */
    static int choose(int wanted, String server, String setting) throws EmbeddedException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new EmbeddedException(
                    "Port " + wanted + " of the embedded " + server + " is in use; --set " + setting + "=0 takes any",
                    e);
        }
    }
}
