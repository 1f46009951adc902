package io.wadi.message;

import io.wadi.packet.Packet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Reads the records of topic {@code packets} in any format: the first byte tells which one it is, so one topic may have all.
 * Of a record of several packets, each is read by itself. Not thread-safe.
 */
final class PacketRecordReader {

    private final PacketReader packets = new PacketReader();

    /** Reads the wanted packets of a record, and adds the readable ones to a list. */
    List<RecordReader.Unread> read(byte[] value, Attempt attempt, List<Packet> readable) throws PacketFormatException {
        if (!PacketRecord.is(value)) {
            if (attempt.leavesOut(0)) {
                throw new PacketFormatException(attempt.reason());
            }
            readable.add(packets.read(value));
            return List.of();
        }
        PacketRecord record = PacketRecord.of(value);
        UnreadPackets unread = new UnreadPackets();
        UnreadPackets refused = new UnreadPackets();
        int most = Math.min(record.packets(), attempt.packets());
        for (int i = 0; i < most; i++) {
            if (attempt.leavesOut(i)) {
                refused.add(attempt.reason(), value, record.start(i), record.end(i));
                continue;
            }
            String problem = read(value, record.start(i), record.end(i), readable);
            if (problem != null) {
                unread.add(problem, value, record.start(i), record.end(i));
            }
        }
        return Stream.of(unread, refused)
                .map(UnreadPackets::end)
                .filter(Objects::nonNull)
                .toList();
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
