package io.wadi.packet;

import io.wadi.net.AddressName;
import io.wadi.net.NameCleaner;
import java.util.List;

/** Estimates the heap of packets; rather too high than too low. */
public final class PacketMemory {

    /** Heap of a packet with all parts of fixed size, its addresses and its Community ID, in bytes. */
    private static final int PACKET = 512;

    /** Heap of a string without its characters, which are ASCII ({@link NameCleaner}). */
    private static final int TEXT = 48;

    /** Heap of an answer with its address. */
    private static final int ANSWER = 80;

    private PacketMemory() {}

    /** Heap of a list of packets, in bytes. */
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

    /** Heap of a string, in bytes; 0 for null. */
    public static int of(String text) {
        return text == null ? 0 : TEXT + text.length();
    }
}
