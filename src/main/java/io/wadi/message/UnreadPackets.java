package io.wadi.message;

/** Packets of one record that are unreadable or refused: one of them as a message of its own, several as a record. */
final class UnreadPackets {

    private String reason;
    private byte[] only;
    private PackedPackets several;

    /** Adds a packet; the reason of the first one is that of all. */
    void add(String why, byte[] record, int start, int end) {
        if (only == null) {
            reason = why;
            only = PacketRecord.single(record, start, end);
            several = new PackedPackets(end - start);
        }
        several.add(record, start, end);
    }

    /** All of them; null if there is none. */
    RecordReader.Unread end() {
        if (only == null) {
            return null;
        }
        int packets = several.packets();
        return new RecordReader.Unread(reason, packets == 1 ? only : several.take(), packets);
    }
}
