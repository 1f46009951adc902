package io.wadi.netflow;

import io.wadi.failure.OneSentence;
import java.io.IOException;
import java.net.InetSocketAddress;

/** The address for datagrams of exporters cannot be bound; the message names it and the reason. */
final class ListenException extends IOException implements OneSentence {

    private static final long serialVersionUID = 1L;

    ListenException(InetSocketAddress address, Exception cause) {
        super(
                "Cannot listen for exporters on " + address.getHostString() + ":" + address.getPort() + ": "
                        + cause.getMessage(),
                cause);
    }
}
