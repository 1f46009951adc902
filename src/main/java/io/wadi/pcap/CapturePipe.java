package io.wadi.pcap;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Passes a capture on to libpcap, which reads names and not streams, and unpacks it where it is gzipped: a thread copies
 * it into a pipe, whose other end libpcap opens by name. So nothing is read twice, as a FIFO or standard input could not
 * be, what a live writer has written is read at once, and an unpacked capture needs no room on a disk.
 */
final class CapturePipe implements AutoCloseable {

    private static final String DESCRIPTORS = "/dev/fd/";
    private static final int COPIED = 1 << 16;
    private static final int NONE = -1;

    static {
        Native.register(CapturePipe.class, Platform.C_LIBRARY_NAME);
    }

    private int readEnd;
    private volatile String problem;

    private CapturePipe(int readEnd) {
        this.readEnd = readEnd;
    }

    /**
     * Begins to pass a capture on. Waits for its first two bytes, or its end.
     *
     * @param capture taken over: closed by the thread that reads it, or here where this fails
     * @throws IOException when it cannot be read, or begins as gzip and is none
     */
    static CapturePipe of(InputStream capture) throws IOException {
        try {
            InputStream content = CaptureStream.unpacked(capture);
            int[] ends = new int[2];
            if (pipe(ends) != 0) {
                throw new IOException("a pipe cannot be created: too many files are open");
            }
            CapturePipe pipe = new CapturePipe(ends[0]);
            pipe.feed(content, ends[1]);
            return pipe;
        } catch (IOException e) {
            capture.close();
            throw e;
        }
    }

    private void feed(InputStream content, int writeEnd) throws IOException {
        OutputStream out;
        try {
            out = new FileOutputStream(DESCRIPTORS + writeEnd);
        } catch (IOException e) {
            close();
            throw e;
        } finally {
            close(writeEnd);
        }
        // A daemon of no pool, because nothing ends a read from a pipe whose writer says nothing.
        Thread feeder = new Thread(() -> copy(content, out), "pcap-feed");
        feeder.setDaemon(true);
        feeder.start();
    }

    /** The problem is there before libpcap sees the end. */
    private void copy(InputStream content, OutputStream out) {
        try (out;
                content) {
            copyAll(content, out);
        } catch (IOException e) {
            // Of closing; whatever was wrong before is known.
        }
    }

    private void copyAll(InputStream content, OutputStream out) {
        byte[] buffer = new byte[COPIED];
        try {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                out.write(buffer, 0, read);
            }
        } catch (EOFException e) {
            // What came before the cut is delivered; the cut may fall between two records, where libpcap sees none.
            problem = "its gzip data is truncated";
        } catch (IOException e) {
            // Also where libpcap has closed its end, and nobody asks for the reason any more.
            problem = "it cannot be read further: " + e.getMessage();
        }
    }

    /** The name by which libpcap opens it, until {@link #close()}. */
    String path() {
        return DESCRIPTORS + readEnd;
    }

    /** Why the end that libpcap sees is not the end of the capture; null where it is. */
    String problem() {
        return problem;
    }

    /** Called once libpcap has opened its own end, or could not. */
    @Override
    public void close() {
        if (readEnd != NONE) {
            close(readEnd);
            readEnd = NONE;
        }
    }

    /** {@code int pipe(int pipefd[2])} */
    private static native int pipe(int[] ends);

    /** {@code int close(int fd)} */
    private static native int close(int descriptor);
}
