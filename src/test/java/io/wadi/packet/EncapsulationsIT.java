package io.wadi.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.Encapsulations.Sample;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares the hand-made frames of {@link Encapsulations} with tshark, so that they are not only what this project takes
 * for the specification. The list is for tshark 4.0, which does not read all of them.
 */
class EncapsulationsIT {

    @TempDir
    private Path folder;

    @Test
    void tsharkFindsTheSamePacket() throws Exception {
        Tshark tshark = new Tshark(folder);
        tshark.version();
        Map<Integer, List<Sample>> samples = Stream.of(
                        Encapsulations.tags(), Encapsulations.linkLayers(), Encapsulations.tunnels())
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(Sample::linkType, TreeMap::new, Collectors.toList()));
        List<Sample> read = new ArrayList<>();
        for (Map.Entry<Integer, List<Sample>> entry : samples.entrySet()) {
            List<TsharkFrame> frames = tshark.read(capture(entry.getKey(), entry.getValue()));
            // tshark reads no frame of a file whose link type it does not know.
            assertThat(frames.size()).isIn(0, entry.getValue().size());
            for (TsharkFrame frame : frames) {
                if (frame.hasSource(Encapsulations.INNER_SRC.toString())) {
                    read.add(entry.getValue().get(frame.number() - 1));
                }
            }
        }
        assertThat(read)
                .containsExactlyInAnyOrderElementsOf(samples.values().stream()
                        .flatMap(List::stream)
                        .filter(Sample::tshark)
                        .toList());
    }

    private Path capture(int linkType, List<Sample> samples) throws Exception {
        ByteBuffer file = ByteBuffer.allocate(1 << 20);
        file.putInt(0xa1b2c3d4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(65535)
                .putInt(linkType);
        for (Sample sample : samples) {
            int length = sample.bytes().length;
            file.putLong(0).putInt(length).putInt(length).put(sample.bytes());
        }
        Path path = folder.resolve(linkType + ".pcap");
        return Files.write(path, java.util.Arrays.copyOf(file.array(), file.position()));
    }
}
