package io.wadi.packet;

import io.wadi.net.AddressName;
import io.wadi.net.NameCleaner;
import java.util.List;

/** Estimates the heap that packets use, on the high side. */
public final class PacketMemory {

    /** A packet with every part that has a fixed size, its addresses and its Community ID. */
    private static final int PACKET = 512;

    /** A text without its characters, which are ASCII ({@link NameCleaner}). */
    private static final int TEXT = 48;

    /** An answer with its address. */
    private static final int ANSWER = 80;

    private PacketMemory() {}

    /** Bytes of heap that a list of packets takes. */
    public static long of(List<Packet> packets) {
        long bytes = 0;
        for (Packet packet : packets) {
            bytes += of(packet);
        }
        return bytes;
    }

    private static long of(Packet packet) {
        long bytes = PACKET + of(packet.name());
        if (packet.answers().isEmpty()) {
            return bytes;
        }
        for (AddressName answer : packet.answers()) {
            bytes += ANSWER + of(answer.name());
        }
        return bytes;
    }

    /** Bytes of heap that a text takes; none for null. */
    public static int of(String text) {
        return text == null ? 0 : TEXT + text.length();
    }
}
