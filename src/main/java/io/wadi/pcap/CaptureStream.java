package io.wadi.pcap;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;

/** Opens captures as streams, decompressed if they are compressed by gzip, zstd or lz4, whatever their name. */
final class CaptureStream {

    private static final int GZIP = 0x1f8b;
    private static final int ZSTD = 0x28b52ffd;
    private static final int LZ4 = 0x04224d18;
    private static final int MAGIC_BYTES = 4;
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

    /**
     * Opens a capture.
     *
     * @throws IOException if it is a directory, cannot be read, or starts like compressed data but is not
     */
    static InputStream open(String name) throws IOException {
        if (isStandardInput(name)) {
            return unpacked(standardInput());
        }
        Path file = Path.of(name);
        if (Files.isDirectory(file)) {
            throw new IOException("it is a directory; its captures are " + file.resolve("*.pcap*"));
        }
        return unpacked(opened(file));
    }

    /** An interrupt does not end the wait for the writer of a FIFO; what it writes then belongs to the next reader. */
    private static InputStream opened(Path file) throws IOException {
        InputStream capture = Files.newInputStream(file);
        if (Thread.currentThread().isInterrupted()) {
            capture.close();
            throw new InterruptedIOException("it was stopped before somebody wrote to it");
        }
        return capture;
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

    /**
     * The decompressed content of a capture; waits for its first four bytes.
     *
     * @param capture closed if this method fails
     */
    static InputStream unpacked(InputStream capture) throws IOException {
        try {
            Peeked peeked = new Peeked(capture);
            int magic = peeked.magic();
            return unpacked(magic, peeked);
        } catch (IOException | RuntimeException | LinkageError e) {
            capture.close();
            throw new IOException("it cannot be decompressed: " + e.getMessage(), e);
        }
    }

    private static InputStream unpacked(int magic, Peeked peeked) throws IOException {
        if (magic >>> 16 == GZIP) {
            return new Members(peeked);
        }
        return switch (magic) {
            case ZSTD -> new ZstdInputStream(new WithoutAvailable(peeked));
            case LZ4 -> new FramedLZ4CompressorInputStream(new BufferedInputStream(peeked, BUFFER), true);
            default -> peeked;
        };
    }

    /**
     * A stream that reports available data until its end. {@link GZIPInputStream} assumes another member only if data
     * is available, but a pipe has none while its writer is busy.
     */
    private static final class Peeked extends PushbackInputStream {

        private long taken;

        Peeked(InputStream in) {
            super(in, MAGIC_BYTES);
        }

        /** The first four bytes, which stay in the stream; 0 if there are fewer. */
        int magic() throws IOException {
            byte[] first = new byte[MAGIC_BYTES];
            int read = readNBytes(first, 0, MAGIC_BYTES);
            unread(first, 0, read);
            int magic = 0;
            for (byte each : first) {
                magic = magic << 8 | each & 0xff;
            }
            return magic;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            taken += next < 0 ? 0 : 1;
            return next;
        }

        @Override
        public int read(byte[] target, int at, int count) throws IOException {
            int read = super.read(target, at, count);
            taken += Math.max(0, read);
            return read;
        }

        @Override
        public void unread(int next) throws IOException {
            super.unread(next);
            taken--;
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

    /**
     * All members of a gzip file. The JDK's stream takes a damaged or truncated header of a further member for the end, so
     * that its content would be missing from a capture that counts as whole.
     */
    private static final class Members extends GZIPInputStream {

        /** RFC 1952 section 2.3: checksum and size. */
        private static final int TRAILER = 8;

        private final Peeked peeked;
        private long filled;

        Members(Peeked peeked) throws IOException {
            super(peeked, BUFFER);
            this.peeked = peeked;
        }

        @Override
        protected void fill() throws IOException {
            super.fill();
            filled = peeked.taken;
        }

        @Override
        public int read(byte[] target, int at, int count) throws IOException {
            int read = super.read(target, at, count);
            if (read < 0 && inf.getRemaining() + (peeked.taken - filled) > TRAILER) {
                throw new IOException("its compressed data is damaged");
            }
            return read;
        }
    }

    /** A stream for a decompressor that would wait for more data if it were told that there is some. */
    private static final class WithoutAvailable extends FilterInputStream {

        WithoutAvailable(InputStream in) {
            super(in);
        }

        @Override
        public int available() {
            return 0;
        }
    }
}
