package io.wadi.message;

/**
 * What Kafka's client remembers of the cluster is no longer true, and it would not notice. A {@link RenewedConsumer}
 * replaces the client.
 */
public final class OutdatedConsumerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * To be thrown by {@code poll}.
     *
     * @param message what has happened, as a sentence without the full stop
     */
    public OutdatedConsumerException(String message) {
        super(message);
    }
}
