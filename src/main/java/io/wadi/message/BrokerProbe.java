package io.wadi.message;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Looks at what a broker's port speaks before Kafka's client does, which tries until its time is up whatever answers,
 * and takes the first bytes of a TLS alert for the length of an answer (352 MB, which it allocates).
 */
final class BrokerProbe {

    /** What was found at a list of brokers. */
    enum Finding {
        /** No name of the list can be resolved. */
        UNRESOLVED,
        /** Nothing accepts connections. */
        AWAY,
        /** Kafka answers without TLS. */
        PLAIN,
        /** TLS answers. */
        TLS,
        /** Connections are accepted, and what answers is neither, or nothing. */
        OTHER
    }

    private static final int PATIENCE_MILLIS = 2_000;
    private static final int TLS_ALERT = 0x15;
    private static final int TLS_HANDSHAKE = 0x16;
    private static final int TLS_MAJOR = 3;
    private static final int LONGEST_ANSWER = 1 << 20;

    private BrokerProbe() {}

    /** What the first broker that accepts a connection speaks. */
    static Finding look(List<InetSocketAddress> brokers) {
        Finding finding = Finding.UNRESOLVED;
        for (InetSocketAddress broker : brokers) {
            try (Socket socket = new Socket()) {
                InetAddress host = InetAddress.getByName(broker.getHostString());
                finding = Finding.AWAY;
                socket.connect(new InetSocketAddress(host, broker.getPort()), PATIENCE_MILLIS);
                return ask(socket);
            } catch (UnknownHostException e) {
                continue;
            } catch (IOException e) {
                finding = Finding.AWAY;
            }
        }
        return finding;
    }

    private static Finding ask(Socket socket) {
        try {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(apiVersions());
            int begin = new DataInputStream(socket.getInputStream()).readInt();
            int type = begin >>> 24;
            if ((type == TLS_ALERT || type == TLS_HANDSHAKE) && (begin >>> 16 & 0xff) == TLS_MAJOR) {
                return Finding.TLS;
            }
            return begin > 0 && begin < LONGEST_ANSWER ? Finding.PLAIN : Finding.OTHER;
        } catch (IOException e) {
            return Finding.OTHER;
        }
    }

    /** The first request of every client (KIP-35): key 18, version 0, correlation 1, no client id. */
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
