package io.wadi.message;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import javax.net.ssl.SSLSocket;

/**
 * Finds out which protocol a broker's port speaks. Kafka's client does not: it retries until its time-out, and reads
 * the first bytes of a TLS alert or of PostgreSQL's answer as a length (352 MB, 1.1 GB), which it allocates.
 */
final class BrokerProbe {

    /** The result for a list of brokers. */
    enum Finding {
        /** No name in the list can be resolved. */
        UNRESOLVED,
        /** No address accepts connections. */
        AWAY,
        /** Kafka without TLS. */
        PLAIN,
        /** TLS. */
        TLS,
        /** Another protocol, whose answer Kafka's client could read as a length. */
        FOREIGN,
        /** Connections are accepted, but nothing answers. */
        SILENT
    }

    private static final int PATIENCE_MILLIS = 2_000;
    private static final int TLS_ALERT = 0x15;
    private static final int TLS_HANDSHAKE = 0x16;
    private static final int TLS_MAJOR = 3;
    private static final int LONGEST_ANSWER = 1 << 20;
    private static final byte[] END_OF_TEXT = {'\r', '\n', '\r', '\n'};

    private BrokerProbe() {}

    /** The protocol of the first broker that accepts a connection. */
    static Finding look(List<InetSocketAddress> brokers) {
        Finding finding = Finding.UNRESOLVED;
        for (InetSocketAddress broker : brokers) {
            Finding found = look(broker);
            if (found != Finding.UNRESOLVED && found != Finding.AWAY) {
                return found;
            }
            finding = finding == Finding.UNRESOLVED ? found : finding;
        }
        return finding;
    }

    /** The protocol of a broker. */
    static Finding look(InetSocketAddress broker) {
        try (Socket socket = new Socket()) {
            InetAddress host = InetAddress.getByName(broker.getHostString());
            socket.connect(new InetSocketAddress(host, broker.getPort()), PATIENCE_MILLIS);
            return ask(socket);
        } catch (UnknownHostException e) {
            return Finding.UNRESOLVED;
        } catch (IOException e) {
            return Finding.AWAY;
        }
    }

    /**
     * The protocol inside TLS: {@link Finding#TLS} is Kafka's. Servers of HTTPS or LDAPS answer inside TLS too. A broker that
     * asks for a certificate is {@link Finding#SILENT}. Without TLS, as {@link #look}.
     */
    static Finding lookInside(InetSocketAddress broker) {
        try (SSLSocket socket = ProbeTls.connect(broker, PATIENCE_MILLIS)) {
            socket.startHandshake();
            Finding inside = ask(socket);
            return inside == Finding.PLAIN ? Finding.TLS : inside;
        } catch (IOException e) {
            return look(broker);
        }
    }

    private static Finding ask(Socket socket) {
        try {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(apiVersions());
            return kind(answer(socket));
        } catch (IOException e) {
            return Finding.SILENT;
        }
    }

    private static int answer(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        try {
            return in.readInt();
        } catch (SocketTimeoutException e) {
            // A server of text waits for the end of the line; Kafka's client sends bytes that are one sooner or later.
            socket.getOutputStream().write(END_OF_TEXT);
            return in.readInt();
        }
    }

    private static Finding kind(int begin) {
        int type = begin >>> 24;
        if ((type == TLS_ALERT || type == TLS_HANDSHAKE) && (begin >>> 16 & 0xff) == TLS_MAJOR) {
            return Finding.TLS;
        }
        return begin > 0 && begin < LONGEST_ANSWER ? Finding.PLAIN : Finding.FOREIGN;
    }

    /** The first request of every client (KIP-35): API key 18, version 0, correlation id 1, no client id. */
    private static byte[] apiVersions() {
        return ByteBuffer.allocate(14)
                .putInt(10)
                .putShort((short) 18)
                .putShort((short) 0)
                .putInt(1)
                .putShort((short) -1)
                .array();
    }
}
