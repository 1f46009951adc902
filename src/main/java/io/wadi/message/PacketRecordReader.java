package io.wadi.message;

import io.wadi.packet.Packet;
import java.util.List;

/**
 * Reads the records of topic {@code packets} in any format: the first byte tells which one it is, so one topic may have all.
 * Of a record of several packets, each is read by itself. Not thread-safe.
 */
final class PacketRecordReader {

    private final PacketReader packets = new PacketReader();

    /** Reads a record, and adds its readable packets to a list. */
    RecordReader.Unread read(byte[] value, List<Packet> readable) throws PacketFormatException {
        if (!PacketRecord.is(value)) {
            readable.add(packets.read(value));
            return null;
        }
        PacketRecord record = PacketRecord.of(value);
        UnreadPackets unread = null;
        for (int i = 0; i < record.packets(); i++) {
            String problem = read(value, record.start(i), record.end(i), readable);
            if (problem != null) {
                unread = unread == null ? new UnreadPackets(problem) : unread;
                unread.add(value, record.start(i), record.end(i));
            }
        }
        return unread == null ? null : unread.end();
    }

    /** What is wrong with a packet; null if it was added to the list. */
    private String read(byte[] value, int start, int end, List<Packet> readable) {
        try {
            readable.add(packets.read(value, start, end));
            return null;
        } catch (PacketFormatException e) {
            return e.getMessage();
        } catch (RuntimeException e) {
            // An error in the reader: the other packets of the record must still be read.
            return "cannot be read: " + e;
        }
    }

    /** The packet of a message that has one. */
    Packet packet(byte[] message) throws PacketFormatException {
        return packets.read(message);
    }
}
