package io.wadi.message;

/** Reads the value of one Kafka record. */
@FunctionalInterface
public interface MessageReader<T> {

    /**
     * What the message holds.
     *
     * @param message the record's value, or null where it has none
     * @throws PacketFormatException saying what is wrong with it
     */
    T read(byte[] message) throws PacketFormatException;
}
