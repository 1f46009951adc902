package io.wadi.web;

import io.wadi.settings.SettingException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Checks that the HTTP port is free: Vert.x only logs that it is not, and the process would run without a console. */
final class HttpCheck {

    private HttpCheck() {}

    /**
     * Binds the port and releases it.
     *
     * @throws SettingException with host, port and setting, if the port cannot be bound
     */
    static void free(HttpAccess access) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(access.address(), access.port()));
        } catch (IOException e) {
            throw new SettingException("Nothing can listen on " + access.shown() + " (" + e.getMessage()
                    + "): stop the program that uses this port, or set wadi.http.port to a free port");
        }
    }
}
