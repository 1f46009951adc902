package io.wadi.pcap;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A gzipped capture unpacked beside the system's temporary files, because libpcap reads names, not streams. */
final class GzipSpool implements AutoCloseable {

    private static final int MAGIC_1 = 0x1f;
    private static final int MAGIC_2 = 0x8b;

    private final Path path;
    private final boolean cutShort;

    private GzipSpool(Path path, boolean cutShort) {
        this.path = path;
        this.cutShort = cutShort;
    }

    /** Whether a file starts as RFC 1952 says. */
    static boolean isGzip(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a directory");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == MAGIC_1 && in.read() == MAGIC_2;
        }
    }

    static GzipSpool unpack(Path file) throws IOException {
        Path spool = Files.createTempFile("wadi-", ".pcap");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file), 1 << 16);
                OutputStream out = Files.newOutputStream(spool)) {
            in.transferTo(out);
            return new GzipSpool(spool, false);
        } catch (EOFException e) {
            // What came before the cut is delivered; the cut may fall between two records, where libpcap sees none.
            return new GzipSpool(spool, true);
        } catch (IOException e) {
            Files.deleteIfExists(spool);
            throw new IOException("it cannot be unpacked: " + e.getMessage(), e);
        }
    }

    Path path() {
        return path;
    }

    /** Whether the compressed data ended before its trailer. */
    boolean isCutShort() {
        return cutShort;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }
}
