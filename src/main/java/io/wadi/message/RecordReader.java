package io.wadi.message;

/** Reads the value of a Kafka record that may have several contents. */
@FunctionalInterface
interface RecordReader {

    /**
     * Reads a record and hands on its readable contents.
     *
     * @param value the record's value; null if it has none
     * @return what is unreadable of it; null if nothing is
     * @throws PacketFormatException if nothing of it is readable, with the reason; then nothing was handed on
     */
    Unread read(byte[] value) throws PacketFormatException;

    /**
     * The unreadable part of a record.
     *
     * @param reason why it is unreadable; of several packets, that of the first
     * @param message one packet, or a record of several
     * @param packets number of packets in it
     */
    record Unread(String reason, byte[] message, int packets) {}
}
