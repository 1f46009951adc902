package io.wadi.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CapturePipeTest {

    private static final byte[] CONTENT = new byte[300_000];

    static {
        new Random(1).nextBytes(CONTENT);
    }

    /** As a pipe gives it: a few bytes at a time, and never says that there is more. */
    private static InputStream dribbling(byte[] bytes) {
        return new FilterInputStream(new ByteArrayInputStream(bytes)) {
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

    private static byte[] read(CapturePipe pipe) throws IOException {
        try (InputStream in = Files.newInputStream(Path.of(pipe.path()))) {
            pipe.close();
            return in.readAllBytes();
        }
    }

    @Test
    void passesOnWhatItReads() throws IOException {
        CapturePipe pipe = CapturePipe.of(dribbling(CONTENT));
        assertThat(read(pipe)).isEqualTo(CONTENT);
        assertThat(pipe.problem()).isNull();
        assertThat(read(CapturePipe.of(dribbling(new byte[] {0x1f})))).containsExactly(0x1f);
        assertThat(read(CapturePipe.of(dribbling(new byte[0])))).isEmpty();
    }

    @Test
    void unpacksEveryMember() throws IOException {
        byte[] half = PcapFileBuilder.gzip(Arrays.copyOf(CONTENT, 100_000));
        byte[] rest = PcapFileBuilder.gzip(Arrays.copyOfRange(CONTENT, 100_000, CONTENT.length));
        byte[] both = Arrays.copyOf(half, half.length + rest.length);
        System.arraycopy(rest, 0, both, half.length, rest.length);
        CapturePipe pipe = CapturePipe.of(dribbling(both));
        assertThat(read(pipe)).isEqualTo(CONTENT);
        assertThat(pipe.problem()).isNull();
    }

    @Test
    void keepsWhatComesBeforeACutAndSaysSo() throws IOException {
        byte[] whole = PcapFileBuilder.gzip(CONTENT);
        CapturePipe pipe = CapturePipe.of(dribbling(Arrays.copyOf(whole, whole.length / 2)));
        byte[] read = read(pipe);
        assertThat(read.length).isBetween(100_000, CONTENT.length - 1);
        assertThat(pipe.problem()).isEqualTo("its gzip data is truncated");
    }

    @Test
    void saysWhatIsBrokenInside() throws IOException {
        byte[] bytes = PcapFileBuilder.gzip(CONTENT);
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 100, (byte) 0xff);
        CapturePipe pipe = CapturePipe.of(dribbling(bytes));
        assertThat(read(pipe).length).isLessThanOrEqualTo(CONTENT.length);
        assertThat(pipe.problem()).startsWith("it cannot be read further: ");
    }

    @Test
    void refusesWhatOnlyBeginsAsGzip() {
        assertThatThrownBy(() -> CapturePipe.of(dribbling(new byte[] {0x1f, (byte) 0x8b, 99, 1, 2, 3, 4, 5, 6, 7})))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("it cannot be decompressed");
    }

    /** A fault of what unpacks it must not make a part of the capture look like all of it. */
    @Test
    void saysThatAFaultEndedIt() throws IOException {
        InputStream faulty = new FilterInputStream(new ByteArrayInputStream(CONTENT)) {
            private int reads;

            @Override
            public int read(byte[] buffer, int at, int length) throws IOException {
                if (++reads == 3) {
                    throw new IndexOutOfBoundsException("a fault");
                }
                return super.read(buffer, at, length);
            }
        };
        CapturePipe pipe = CapturePipe.of(faulty);
        assertThat(read(pipe).length).isLessThan(CONTENT.length);
        assertThat(pipe.problem()).isEqualTo("it cannot be read further: a fault");
    }
}
