package io.wadi.packet;

import static org.assertj.core.api.Assertions.assertThat;

/** Decodes single, completely captured frames for tests. */
final class Decoding {

    static final int ETHERNET = 1;
    static final int RAW = 101;

    private Decoding() {}

    static Outcome outcome(int linkType, byte[] frame) {
        return new PacketDecoder("test/file").decode(linkType, frame, 0, frame.length, frame.length, 0);
    }

    static Packet packet(byte[] ethernetFrame) {
        return packet(ETHERNET, ethernetFrame);
    }

    static Packet packet(int linkType, byte[] frame) {
        return packet(linkType, frame, frame.length, false);
    }

    static Packet cut(byte[] ethernetFrame, int captured) {
        return packet(ETHERNET, ethernetFrame, captured, false);
    }

    static Packet decapsulated(byte[] ethernetFrame) {
        return packet(ETHERNET, ethernetFrame, ethernetFrame.length, true);
    }

    private static Packet packet(int linkType, byte[] frame, int captured, boolean decapsulate) {
        PacketDecoder decoder = new PacketDecoder("test/file", decapsulate);
        assertThat(decoder.decode(linkType, frame, 0, captured, frame.length, 0))
                .isEqualTo(Outcome.DECODED);
        return decoder.packet();
    }
}
