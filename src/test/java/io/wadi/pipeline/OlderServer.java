package io.wadi.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A proxy between client and PostgreSQL that changes the server's version to an older one. */
final class OlderServer implements AutoCloseable {

    private static final String VERSION = "server_version\0";

    private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final int server;
    private final String version;

    /**
     * Starts one.
     *
     * @param url of the database behind it
     * @param version of two digits, which it is to have
     */
    OlderServer(String url, String version) throws IOException {
        server = Integer.parseInt(url.replaceAll(".*:|/.*", ""));
        this.version = version;
        daemon(this::accept);
    }

    private static void daemon(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException e) {
                // One of the two has closed, and so does the other.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private interface Task {
        void run() throws IOException;
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = socket.accept();
            Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
            daemon(() -> pass(client, behind, false));
            daemon(() -> pass(behind, client, true));
        }
    }

    private void pass(Socket from, Socket to, boolean older) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (older) {
                    int at = new String(buffer, 0, length, StandardCharsets.ISO_8859_1).indexOf(VERSION);
                    if (at >= 0) {
                        System.arraycopy(
                                version.getBytes(StandardCharsets.ISO_8859_1), 0, buffer, at + VERSION.length(), 2);
                    }
                }
                out.write(buffer, 0, length);
            }
        }
    }

    String url(String direct) {
        return "jdbc:postgresql://127.0.0.1:" + socket.getLocalPort() + "/" + direct.replaceAll(".*/", "");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
