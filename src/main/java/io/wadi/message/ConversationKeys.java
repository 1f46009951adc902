package io.wadi.message;

import io.wadi.packet.Packet;
import java.nio.charset.StandardCharsets;

/** The record key of a packet: its Community ID, which is the same for both directions. */
public final class ConversationKeys {

    private ConversationKeys() {}

    public static byte[] of(Packet packet) {
        return packet.flow().getBytes(StandardCharsets.ISO_8859_1);
    }
}
