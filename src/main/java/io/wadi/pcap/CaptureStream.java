package io.wadi.pcap;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Opens captures as streams, decompressed if they are gzipped, whatever their name. */
final class CaptureStream {

    private static final int MAGIC_1 = 0x1f;
    private static final int MAGIC_2 = 0x8b;
    private static final int BUFFER = 1 << 16;

    private CaptureStream() {}

    /** Whether the source can be read only once: standard input, a FIFO, another pipe, a device. */
    static boolean isOnce(String name) {
        if (isStandardInput(name)) {
            return true;
        }
        Path file = Path.of(name);
        return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
    }

    /** {@code /dev/stdin} is included, because it cannot be opened by name if it is a socket. */
    static boolean isStandardInput(String name) {
        return name.equals("-") || name.equals("/dev/stdin");
    }

    static InputStream open(String name) throws IOException {
        if (isStandardInput(name)) {
            return standardInput();
        }
        return Files.newInputStream(Path.of(name));
    }

    /** Not closed, because it belongs to the process and not to the capture. */
    private static InputStream standardInput() {
        return new FilterInputStream(new FileInputStream(FileDescriptor.in)) {
            @Override
            public void close() {
                // Not closed, see above.
            }
        };
    }

    /** Whether a file, which can be read again, has the gzip header of RFC 1952. */
    static boolean isGzip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == MAGIC_1 && in.read() == MAGIC_2;
        }
    }

    /** The decompressed content of a capture; waits for its first two bytes. */
    static InputStream unpacked(InputStream capture) throws IOException {
        Peeked peeked = new Peeked(capture);
        if (!peeked.isGzip()) {
            return peeked;
        }
        try {
            return new GZIPInputStream(peeked, BUFFER);
        } catch (IOException e) {
            throw new IOException("it cannot be decompressed: " + e.getMessage(), e);
        }
    }

    /**
     * A stream that reports available data until its end. {@link GZIPInputStream} assumes another member only if data
     * is available, but a pipe has none while its writer is busy.
     */
    private static final class Peeked extends PushbackInputStream {

        Peeked(InputStream in) {
            super(in, 2);
        }

        boolean isGzip() throws IOException {
            byte[] first = new byte[2];
            int read = readNBytes(first, 0, 2);
            unread(first, 0, read);
            return read == 2 && (first[0] & 0xff) == MAGIC_1 && (first[1] & 0xff) == MAGIC_2;
        }

        @Override
        public int available() throws IOException {
            int next = read();
            if (next < 0) {
                return 0;
            }
            unread(next);
            return 1;
        }
    }
}
