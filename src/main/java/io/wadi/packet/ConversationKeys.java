package io.wadi.packet;

import java.nio.charset.StandardCharsets;

/** The record key of a packet: its Community ID, which is the same for both directions. */
final class ConversationKeys {

    private ConversationKeys() {}

    static byte[] of(Packet packet) {
        return packet.flow().getBytes(StandardCharsets.ISO_8859_1);
    }
}
