package io.wadi.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GzipSpoolTest {

    @TempDir
    private Path folder;

    private Path packed(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("a.gz"), PcapFileBuilder.gzip(bytes));
    }

    @Test
    void unpacksAndLeavesNothingBehind() throws IOException {
        byte[] bytes = new byte[100_000];
        Path spooled;
        try (GzipSpool spool = GzipSpool.unpack(packed(bytes))) {
            spooled = spool.path();
            assertThat(spooled).hasBinaryContent(bytes);
            assertThat(spool.isCutShort()).isFalse();
        }
        assertThat(spooled).doesNotExist();
    }

    @Test
    void keepsWhatComesBeforeACut() throws IOException {
        byte[] whole = Files.readAllBytes(
                packed(PcapFileBuilder.micros().packets(1, 2_000).toBytes()));
        Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(whole, whole.length / 2));
        try (GzipSpool spool = GzipSpool.unpack(cut)) {
            assertThat(spool.isCutShort()).isTrue();
            assertThat(Files.size(spool.path())).isPositive();
        }
    }

    @Test
    void refusesWhatIsBrokenInside() throws IOException {
        byte[] bytes = Files.readAllBytes(packed(new byte[] {1, 2, 3, 4, 5}));
        bytes[10] = (byte) 0xff;
        Path broken = Files.write(folder.resolve("broken.gz"), bytes);
        assertThatThrownBy(() -> GzipSpool.unpack(broken))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("it cannot be unpacked");
    }

    @Test
    void goesByTheFirstBytesNotTheName() throws IOException {
        assertThat(GzipSpool.isGzip(packed(new byte[1]))).isTrue();
        assertThat(GzipSpool.isGzip(Files.write(folder.resolve("b.gz"), new byte[] {0x1f})))
                .isFalse();
        assertThat(GzipSpool.isGzip(Files.createFile(folder.resolve("c.gz")))).isFalse();
        assertThat(GzipSpool.isGzip(Files.writeString(folder.resolve("d.gz"), "text")))
                .isFalse();
    }
}
