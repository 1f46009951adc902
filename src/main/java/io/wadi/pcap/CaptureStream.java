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

/** Captures as streams: unpacked where they are gzipped, whatever their name. */
final class CaptureStream {

    private static final int MAGIC_1 = 0x1f;
    private static final int MAGIC_2 = 0x8b;
    private static final int BUFFER = 1 << 16;

    private CaptureStream() {}

    /** Whether a name stands for what can be read once only: standard input, a FIFO, another pipe, a device. */
    static boolean isOnce(String name) {
        if (isStandardInput(name)) {
            return true;
        }
        Path file = Path.of(name);
        return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
    }

    /** {@code /dev/stdin} as well, which cannot be opened by name where it is a socket. */
    static boolean isStandardInput(String name) {
        return name.equals("-") || name.equals("/dev/stdin");
    }

    static InputStream open(String name) throws IOException {
        if (isStandardInput(name)) {
            return standardInput();
        }
        return Files.newInputStream(Path.of(name));
    }

    /** Left open, because it is the process's and not the capture's. */
    private static InputStream standardInput() {
        return new FilterInputStream(new FileInputStream(FileDescriptor.in)) {
            @Override
            public void close() {
                // see above
            }
        };
    }

    /** Whether a file, which can be read again, starts as RFC 1952 says. */
    static boolean isGzip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == MAGIC_1 && in.read() == MAGIC_2;
        }
    }

    /** What a capture holds; waits for its first two bytes. */
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
     * A stream that says that more is available until its end is reached. {@link GZIPInputStream} takes what is available
     * for the sign that another member follows, and a pipe has nothing available while its writer is busy.
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
