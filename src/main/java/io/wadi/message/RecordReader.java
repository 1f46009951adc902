package io.wadi.message;

import java.util.List;

/** Reads the value of a Kafka record that may have several contents. */
@FunctionalInterface
interface RecordReader {

    /**
     * Reads a record and hands on its readable contents.
     *
     * @param value the record's value; null if it has none
     * @param attempt which packets are wanted
     * @return what is unreadable of it, and what a store refuses
     * @throws PacketFormatException if nothing of it is readable, with the reason; then nothing was handed on
     */
    List<Unread> read(byte[] value, Attempt attempt) throws PacketFormatException;

    /**
     * A part of a record that is unreadable, or refused.
     *
     * @param reason why it is; of several packets, that of the first
     * @param message one packet, or a record of several
     * @param packets number of packets in it
     */
    record Unread(String reason, byte[] message, int packets) {}
}
