package io.wadi.sink;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.wadi.net.FreePort;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A real server that an example sends alerts to. It is away until it is started. */
abstract class AlertReceiver implements AutoCloseable {

    final int port = FreePort.find();

    abstract void start() throws Exception;

    /** What has arrived, one text for each alert. */
    abstract List<String> texts() throws Exception;

    /** What to replace in the example, so that it sends to this server. */
    abstract Map<String, String> replacements();

    @Override
    public abstract void close();

    static AlertReceiver of(String example) {
        return switch (example) {
            case "mail" -> new Mail();
            case "syslog" -> new Syslog();
            case "slack" -> new Web(Map.of("\"{{env:SLACK_WEBHOOK}}\"", "\"http://127.0.0.1:%d/hook\""));
            default -> new Web(Map.of("http://localhost:8000", "http://127.0.0.1:%d"));
        };
    }

    private static final class Web extends AlertReceiver {

        private final Map<String, String> replacement;
        private WebReceiver server;

        Web(Map<String, String> replacement) {
            this.replacement = replacement;
        }

        @Override
        void start() throws IOException {
            server = new WebReceiver(port, text -> 200);
        }

        @Override
        List<String> texts() {
            return List.copyOf(server.accepted());
        }

        @Override
        Map<String, String> replacements() {
            Map.Entry<String, String> only = replacement.entrySet().iterator().next();
            return Map.of(only.getKey(), only.getValue().formatted(port));
        }

        @Override
        public void close() {
            if (server != null) {
                server.close();
            }
        }
    }

    private static final class Mail extends AlertReceiver {

        private static final String USER = "wadi@example.org";
        private static final String PASSWORD = "p&s+w%rd";

        private final GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

        @Override
        void start() {
            server.start();
            server.setUser(USER, USER, PASSWORD);
        }

        @Override
        List<String> texts() {
            return Arrays.stream(server.getReceivedMessages()).map(Mail::text).toList();
        }

        private static String text(MimeMessage mail) {
            try {
                return mail.getSubject() + "\n" + mail.getContent();
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        Map<String, String> replacements() {
            return Map.of(
                    "smtps://mail.example.org:465", "smtp://127.0.0.1:" + port,
                    "{{env:MAIL_USER}}", USER,
                    "{{env:MAIL_PASSWORD}}", PASSWORD);
        }

        @Override
        public void close() {
            server.stop();
        }
    }

    /** RFC 6587 section 3.4.2: a message ends with a line feed. */
    private static final class Syslog extends AlertReceiver {

        private final Collection<String> lines = new ConcurrentLinkedQueue<>();
        private ServerSocket server;

        @Override
        void start() throws IOException {
            server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            Thread thread = new Thread(this::accept, "syslog");
            thread.setDaemon(true);
            thread.start();
        }

        private void accept() {
            while (!server.isClosed()) {
                try (Socket connection = server.accept();
                        BufferedReader in = new BufferedReader(
                                new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
                    in.lines().forEach(lines::add);
                } catch (IOException | UncheckedIOException e) {
                    // The client or the test has ended the connection.
                }
            }
        }

        @Override
        List<String> texts() {
            return List.copyOf(lines);
        }

        @Override
        Map<String, String> replacements() {
            return Map.of("localhost:514", "127.0.0.1:" + port);
        }

        @Override
        public void close() {
            try {
                if (server != null) {
                    server.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
