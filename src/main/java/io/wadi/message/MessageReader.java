package io.wadi.message;

/** Reads the value of one Kafka record. */
@FunctionalInterface
public interface MessageReader<T> {

    /**
     * Reads the content of a message.
     *
     * @param message the record's value; null if it has none
     * @throws PacketFormatException if the message is invalid, with the reason
     */
    T read(byte[] message) throws PacketFormatException;
}
