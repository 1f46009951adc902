package io.wadi.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class PcapWriterTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PcapWriter writer = new PcapWriter(out);

    @Test
    void writesHeaderAndRecordsByteForByte() throws IOException {
        writer.write(1_000_000_002L, new Octets().u8(0xaa).u8(0xbb));
        writer.flush();
        assertThat(HexFormat.of().formatHex(out.toByteArray()))
                .isEqualTo("4d3cb2a1" + "0200" + "0400" + "00000000" + "00000000" + "00000400" + "01000000" + "01000000"
                        + "02000000" + "02000000" + "02000000" + "aabb");
        assertThat(writer.bytes()).isEqualTo(out.size());
    }

    @Test
    void secondsGoOnPastTheYear2038() throws IOException {
        long nanos = 4_000_000_000L * 1_000_000_000L + 999_999_999L;
        writer.write(nanos, new Octets().u8(1));
        writer.flush();
        assertThat(Captured.readAll(out.toByteArray()).get(0).timestampNanos()).isEqualTo(nanos);
    }

    @Test
    void keepsEveryByteWhenTheBufferOverflows() throws IOException {
        Octets frame = new Octets();
        for (int length = 0; length < 1_000; length++) {
            frame.u8(length);
            writer.write(length, frame);
        }
        writer.flush();
        List<Captured> records = Captured.readAll(out.toByteArray());
        assertThat(records).hasSize(1_000);
        assertThat(records.get(999).frame()).isEqualTo(frame.toBytes());
    }
}
