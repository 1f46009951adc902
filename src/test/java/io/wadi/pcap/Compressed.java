package io.wadi.pcap;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;

/** Compresses as the programs zstd and lz4 do. */
final class Compressed {

    private Compressed() {}

    static byte[] zstd(byte[] bytes) {
        return Zstd.compress(bytes);
    }

    static byte[] lz4(byte[] bytes) throws IOException {
        return lz4(bytes, false);
    }

    /** With blocks that refer to earlier ones, or without. */
    static byte[] lz4(byte[] bytes, boolean linked) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        FramedLZ4CompressorOutputStream.Parameters parameters = new FramedLZ4CompressorOutputStream.Parameters(
                FramedLZ4CompressorOutputStream.BlockSize.K64, true, false, linked);
        try (OutputStream out = new FramedLZ4CompressorOutputStream(packed, parameters)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
