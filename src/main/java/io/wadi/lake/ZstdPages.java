package io.wadi.lake;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Compresses Parquet's pages. Parquet's own class for it is an implementation of Hadoop's codecs. */
final class ZstdPages implements BytesInputCompressor {

    private final int level;

    ZstdPages(int level) {
        this.level = level;
    }

    @Override
    public BytesInput compress(BytesInput page) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream((int) page.size());
        page.writeAllTo(plain);
        return BytesInput.from(Zstd.compress(plain.toByteArray(), level));
    }

    @Override
    public CompressionCodecName getCodecName() {
        return CompressionCodecName.ZSTD;
    }

    @Override
    public void release() {
        // Holds nothing.
    }
}
