package io.wadi.sample;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The messages of an unencrypted HTTP/1.1 connection (RFC 9112): downloads of packages, firmware and certificates. */
final class HttpSession {

    private static final long SERVER_THINKS = 9_000_000;
    private static final String[] FILES = {"/pool/main/l/libc6.deb", "/firmware/v4/update.bin", "/crl/root.crl", "/"};
    private static final String[] AGENTS = {"Debian APT-HTTP/1.3 (3.0.3)", "Updater/7.2", "Mozilla/5.0 (X11)"};

    private HttpSession() {}

    /**
     * All messages of a session with the server of this name; of each exchange only the size of the response is used.
     */
    static List<Message> messages(String name, List<RequestResponse> exchanges, Dice dice) {
        List<Message> messages = new ArrayList<>();
        for (RequestResponse exchange : exchanges) {
            byte[] request = request(name, dice);
            byte[] head = responseHead(exchange.response());
            messages.add(Message.exactly(true, exchange.thinkNanos(), request));
            messages.add(new Message(false, dice.around(SERVER_THINKS), head, head.length + exchange.response()));
        }
        return messages;
    }

    private static byte[] request(String name, Dice dice) {
        String file = FILES[dice.below(FILES.length)];
        String agent = AGENTS[dice.below(AGENTS.length)];
        return ascii("GET " + file + " HTTP/1.1\r\nHost: " + name + "\r\nUser-Agent: " + agent
                + "\r\nAccept: */*\r\nConnection: keep-alive\r\n\r\n");
    }

    private static byte[] responseHead(int length) {
        return ascii("HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Type: application/octet-stream\r\nContent-Length: "
                + length + "\r\nConnection: keep-alive\r\n\r\n");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
