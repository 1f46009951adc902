package io.wadi.message;

import io.wadi.message.BrokerProbe.Finding;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Why a client cannot use a broker's port. */
enum Mismatch {
    /** The server speaks another protocol. */
    NOT_KAFKA,
    /** The server uses TLS and the client does not. */
    NEEDS_TLS,
    /** The server does not use TLS and the client does. */
    NO_TLS;

    /** What a broker speaks; servers that do not answer fit every client, because they may still be starting. */
    static Finding look(InetSocketAddress broker, boolean encrypted) {
        return encrypted ? BrokerProbe.lookInside(broker) : BrokerProbe.look(broker);
    }

    /**
     * Compares a broker with a client.
     *
     * @param found what the broker speaks
     * @param encrypted whether the client uses TLS
     */
    static Optional<Mismatch> of(Finding found, boolean encrypted) {
        return switch (found) {
            case FOREIGN -> Optional.of(NOT_KAFKA);
            case TLS -> encrypted ? Optional.empty() : Optional.of(NEEDS_TLS);
            case PLAIN -> encrypted ? Optional.of(NO_TLS) : Optional.empty();
            case UNRESOLVED, AWAY, SILENT -> Optional.empty();
        };
    }
}
