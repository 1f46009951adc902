package io.wadi.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CaptureStreamTest {

    private static final byte[] CONTENT = new byte[300_000];

    static {
        new Random(1).nextBytes(CONTENT);
    }

    /** As a pipe gives it: a few bytes at a time, and never says that there is more. */
    private static InputStream dribbling(byte[]... parts) {
        InputStream all = new ByteArrayInputStream(new byte[0]);
        for (byte[] part : parts) {
            all = new SequenceInputStream(all, new ByteArrayInputStream(part));
        }
        return new FilterInputStream(all) {
            @Override
            public int read(byte[] buffer, int at, int length) throws IOException {
                return super.read(buffer, at, Math.min(length, 777));
            }

            @Override
            public int available() {
                return 0;
            }
        };
    }

    private static byte[] read(byte[]... parts) throws IOException {
        try (InputStream in = CaptureStream.unpacked(dribbling(parts))) {
            return in.readAllBytes();
        }
    }

    @Test
    void passesOnWhatIsNotCompressed() throws IOException {
        assertThat(read(CONTENT)).isEqualTo(CONTENT);
        assertThat(read(new byte[] {0x1f})).containsExactly(0x1f);
        assertThat(read(new byte[] {0x28, (byte) 0xb5, 0x2f})).hasSize(3);
        assertThat(read(new byte[0])).isEmpty();
    }

    @Test
    void unpacksEveryMember() throws IOException {
        byte[] half = Arrays.copyOf(CONTENT, 100_000);
        byte[] rest = Arrays.copyOfRange(CONTENT, 100_000, CONTENT.length);
        assertThat(read(PcapFileBuilder.gzip(half), PcapFileBuilder.gzip(rest))).isEqualTo(CONTENT);
        assertThat(read(Compressed.zstd(half), Compressed.zstd(rest))).isEqualTo(CONTENT);
        assertThat(read(Compressed.lz4(half), Compressed.lz4(rest))).isEqualTo(CONTENT);
        assertThat(read(Compressed.lz4(CONTENT, true))).isEqualTo(CONTENT);
    }

    /** Otherwise what follows would be missing, and the capture count as whole. */
    @Test
    void damageAfterAMemberIsNotTheEnd() throws IOException {
        List<Compressor> compressors = List.of(PcapFileBuilder::gzip, Compressed::zstd, Compressed::lz4);
        for (Compressor compressor : compressors) {
            byte[] first = compressor.compress(CONTENT);
            byte[] damaged = compressor.compress(CONTENT);
            damaged[1] ^= 1;
            assertThatThrownBy(() -> read(first, damaged)).isInstanceOf(IOException.class);
            byte[] cut = Arrays.copyOf(compressor.compress(CONTENT), 5);
            assertThatThrownBy(() -> read(first, cut)).isInstanceOf(IOException.class);
        }
    }

    @FunctionalInterface
    private interface Compressor {
        byte[] compress(byte[] content) throws IOException;
    }

    @Test
    void refusesWhatOnlyBeginsAsCompressedData() {
        byte[][] wrong = {
            {0x1f, (byte) 0x8b, 99, 1, 2, 3, 4, 5, 6, 7}, {4, 0x22, 0x4d, 0x18, 1, 2, 3, 4, 5, 6, 7, 8},
        };
        for (byte[] bytes : wrong) {
            assertThatThrownBy(() -> read(bytes))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("it cannot be decompressed");
        }
    }
}
