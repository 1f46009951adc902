package io.wadi.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class CaptureBytesTest {

    private static final byte[] CONTENT = new byte[1_000_000];

    static {
        for (int i = 0; i < CONTENT.length; i++) {
            CONTENT[i] = (byte) (i * 31 >>> 3);
        }
    }

    private static InputStream failing(int reads, Exception failure) {
        return new FilterInputStream(new ByteArrayInputStream(CONTENT)) {
            private int left = reads;

            @Override
            public int read(byte[] buffer, int at, int length) throws IOException {
                if (left-- == 0) {
                    if (failure instanceof IOException e) {
                        throw e;
                    }
                    throw (RuntimeException) failure;
                }
                return super.read(buffer, at, Math.min(length, 1000));
            }
        };
    }

    @Test
    void readsWhatIsAskedForAtAnyPosition() {
        CaptureBytes bytes = new CaptureBytes(new ByteArrayInputStream(CONTENT));
        int at = 0;
        for (int step = 1; at + 300_000 < CONTENT.length; step = step * 7 % 100_003) {
            assertThat(bytes.has(300_000)).isTrue();
            assertThat(bytes.u8(step)).isEqualTo(CONTENT[at + step] & 0xff);
            bytes.consume(step);
            at += step;
        }
        assertThat(bytes.skip(CONTENT.length - at)).isTrue();
        assertThat(bytes.has(1)).isFalse();
        assertThat(bytes.skip(1)).isFalse();
        assertThat(bytes.problem()).isNull();
    }

    @Test
    void readsNumbersInBothByteOrders() {
        CaptureBytes bytes = new CaptureBytes(new ByteArrayInputStream(new byte[] {1, 2, 3, 4, 5, 6, 7, (byte) 0x88}));
        assertThat(bytes.has(8)).isTrue();
        assertThat(bytes.i32(0)).isEqualTo(0x04030201);
        assertThat(bytes.u16(6)).isEqualTo(0x8807);
        assertThat(bytes.i64(0)).isEqualTo(0x8807060504030201L);
        bytes.order(true);
        assertThat(bytes.i32(0)).isEqualTo(0x01020304);
        assertThat(bytes.u32(4)).isEqualTo(0x05060788L);
        assertThat(bytes.i64(0)).isEqualTo(0x0102030405060788L);
    }

    @Test
    void givesTheBytesBeforeAFailure() {
        CaptureBytes cut = new CaptureBytes(failing(3, new EOFException()));
        assertThat(cut.has(3000)).isTrue();
        assertThat(cut.has(3001)).isFalse();
        assertThat(cut.problem()).isEqualTo("its compressed data is truncated");
        CaptureBytes faulty = new CaptureBytes(failing(1, new IndexOutOfBoundsException("a fault")));
        assertThat(faulty.has(1001)).isFalse();
        assertThat(faulty.available()).isEqualTo(1000);
        assertThat(faulty.problem()).isEqualTo("it cannot be read further: a fault");
    }
}
