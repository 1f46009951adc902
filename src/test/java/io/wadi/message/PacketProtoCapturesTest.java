package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.Packet;
import io.wadi.pcap.CaptureReading;
import io.wadi.sample.SampleCapture;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packets of captures are the same after writing and reading. */
class PacketProtoCapturesTest {

    private final PacketProtoWriter writer = new PacketProtoWriter();
    private final PacketReader reader = new PacketReader();

    private static List<Packet> packets(List<Path> files) throws Exception {
        List<Packet> packets = new ArrayList<>();
        new CaptureReading(files, null, false).run((source, some) -> packets.addAll(some));
        return packets;
    }

    private void assertSame(List<Packet> packets) throws PacketFormatException {
        for (Packet packet : packets) {
            assertThat(reader.read(writer.write(packet))).isEqualTo(packet);
        }
    }

    @Test
    void ofTheSyntheticCapture(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(file)) {
            new SampleCapture(50_000, SampleCapture.DEFAULT_SEED, SampleCapture.DEFAULT_START).write(out);
        }
        List<Packet> packets = packets(List.of(file));
        assertThat(packets).hasSizeGreaterThan(49_000);
        assertSame(packets);
    }

    @Test
    void ofRealAndConstructedCaptures() throws Exception {
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "resources"))) {
            List<Packet> packets = packets(files.filter(file -> file.toString().contains(".pcap"))
                    .sorted()
                    .toList());
            assertThat(packets).extracting(Packet::tunnel).anyMatch(tunnel -> tunnel != null);
            assertThat(packets).extracting(Packet::vlan).anyMatch(vlan -> !vlan.isEmpty());
            assertSame(packets);
        }
    }
}
