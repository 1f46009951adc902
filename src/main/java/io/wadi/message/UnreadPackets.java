package io.wadi.message;

import java.util.Arrays;

/** The unreadable packets of one record: one of them as a message of its own, several as a record. */
final class UnreadPackets {

    private final String reason;
    private byte[] only;
    private PackedPackets several;

    /** Starts with the reason of the first. */
    UnreadPackets(String reason) {
        this.reason = reason;
    }

    void add(byte[] record, int start, int end) {
        if (only == null) {
            only = Arrays.copyOfRange(record, start, end);
            return;
        }
        if (several == null) {
            several = new PackedPackets(record.length);
            several.add(only, 0, only.length);
        }
        several.add(record, start, end);
    }

    RecordReader.Unread end() {
        if (several == null) {
            return new RecordReader.Unread(reason, only, 1);
        }
        int packets = several.packets();
        return new RecordReader.Unread(reason, several.take(), packets);
    }
}
