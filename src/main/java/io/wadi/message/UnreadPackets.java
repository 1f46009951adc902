package io.wadi.message;

import java.util.Arrays;

/** Packets of one record that are unreadable or refused: one of them as a message of its own, several as a record. */
final class UnreadPackets {

    private String reason;
    private byte[] only;
    private PackedPackets several;

    /** Adds a packet; the reason of the first one is that of all. */
    void add(String why, byte[] record, int start, int end) {
        if (only == null) {
            reason = why;
            only = Arrays.copyOfRange(record, start, end);
            return;
        }
        if (several == null) {
            several = new PackedPackets(record.length);
            several.add(only, 0, only.length);
        }
        several.add(record, start, end);
    }

    /** All of them; null if there is none. */
    RecordReader.Unread end() {
        if (only == null) {
            return null;
        }
        if (several == null) {
            return new RecordReader.Unread(reason, only, 1);
        }
        int packets = several.packets();
        return new RecordReader.Unread(reason, several.take(), packets);
    }
}
