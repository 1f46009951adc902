package io.wadi.sink;

import io.wadi.net.FreePort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/** A mail server (RFC 5321) that rejects the content of some mails for good. */
final class MailFilter implements AutoCloseable {

    private final int port = FreePort.find();
    private final Collection<String> accepted = new ConcurrentLinkedQueue<>();
    private final Predicate<String> rejected;
    private final ServerSocket server;

    MailFilter(Predicate<String> rejected) throws IOException {
        this.rejected = rejected;
        server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::accept, "mail filter");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try (Socket connection = server.accept();
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
                answer(connection, "220 ready");
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    answer(connection, line.equals("DATA") ? mail(connection, in) : command(line));
                }
            } catch (IOException e) {
                // The client or the test has ended the connection.
            }
        }
    }

    private static String command(String line) {
        return switch (line.split(" ")[0]) {
            case "EHLO" -> "250-here\r\n250 AUTH PLAIN";
            case "AUTH" -> "235 welcome";
            case "QUIT" -> "221 bye";
            default -> "250 ok";
        };
    }

    private String mail(Socket connection, BufferedReader in) throws IOException {
        answer(connection, "354 go on");
        StringBuilder mail = new StringBuilder();
        for (String line = in.readLine(); !line.equals("."); line = in.readLine()) {
            mail.append(line).append('\n');
        }
        if (rejected.test(mail.toString())) {
            return "554 5.7.1 the content is rejected";
        }
        accepted.add(mail.toString());
        return "250 ok";
    }

    private static void answer(Socket connection, String line) throws IOException {
        connection.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    Collection<String> accepted() {
        return accepted;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
