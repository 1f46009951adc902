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
 * and takes the first bytes of a TLS alert, or of PostgreSQL's, for the length of an answer (352 MB, 1.1 GB), which it
 * allocates.
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
        /** Something else answers, with what Kafka's client might take for the length of an answer. */
        FOREIGN,
        /** Connections are accepted, and nothing answers. */
        SILENT
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
            Finding found = look(broker);
            if (found != Finding.UNRESOLVED && found != Finding.AWAY) {
                return found;
            }
            finding = finding == Finding.UNRESOLVED ? found : finding;
        }
        return finding;
    }

    /** What a broker speaks. */
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

    private static Finding ask(Socket socket) {
        try {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(apiVersions());
            int begin = new DataInputStream(socket.getInputStream()).readInt();
            int type = begin >>> 24;
            if ((type == TLS_ALERT || type == TLS_HANDSHAKE) && (begin >>> 16 & 0xff) == TLS_MAJOR) {
                return Finding.TLS;
            }
            return begin > 0 && begin < LONGEST_ANSWER ? Finding.PLAIN : Finding.FOREIGN;
        } catch (IOException e) {
            return Finding.SILENT;
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
