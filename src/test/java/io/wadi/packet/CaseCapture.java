package io.wadi.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the small captures in {@code names/} of the test resources: pcap, little-endian, microseconds. */
public final class CaseCapture {

    private static final int FILE_HEADER = 24;
    private static final int LINK_TYPE_AT = 20;

    private CaseCapture() {}

    /** All packets of a file, decoded by one decoder; every frame is a packet. */
    public static List<Packet> packets(String file) {
        ByteBuffer capture = ByteBuffer.wrap(read("/names/" + file)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(capture.getInt(0)).as("magic number").isEqualTo(0xa1b2c3d4);
        PacketDecoder decoder = new PacketDecoder("test/" + file);
        List<Packet> packets = new ArrayList<>();
        capture.position(FILE_HEADER);
        while (capture.hasRemaining()) {
            long nanos = capture.getInt() * 1_000_000_000L + capture.getInt() * 1000L;
            int captured = capture.getInt();
            int length = capture.getInt();
            assertThat(decoder.decode(
                            capture.getInt(LINK_TYPE_AT), capture.array(), capture.position(), captured, length, nanos))
                    .isEqualTo(Outcome.DECODED);
            packets.add(decoder.packet());
            capture.position(capture.position() + captured);
        }
        return packets;
    }

    /** The names that the packets have, by the packet's number from 1 on. */
    static SortedMap<Integer, String> names(List<Packet> packets) {
        SortedMap<Integer, String> names = new TreeMap<>();
        for (int i = 0; i < packets.size(); i++) {
            if (packets.get(i).name() != null) {
                names.put(i + 1, packets.get(i).name());
            }
        }
        return names;
    }

    private static byte[] read(String resource) {
        try (InputStream in = CaseCapture.class.getResourceAsStream(resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
