package io.wadi.pcap;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Passes a capture to libpcap, which reads files by name and not streams, and decompresses it if it is gzipped. A
 * thread copies the capture into a pipe, and libpcap opens the other end of the pipe by name. So nothing is read twice,
 * which is impossible for a FIFO or standard input; data of a live writer is read at once; and a decompressed capture
 * needs no disk space.
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
     * Starts to pass on a capture. Waits for its first two bytes or its end.
     *
     * @param capture closed by the thread that reads it, or by this method if it fails
     * @throws IOException if it is unreadable, or starts like gzip but is not gzip
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
        // A daemon thread outside of any pool, because nothing can interrupt a read from a pipe whose writer is idle.
        Thread feeder = new Thread(() -> copy(content, out), "pcap-feed");
        feeder.setDaemon(true);
        feeder.start();
    }

    /** The problem is set before libpcap sees the end. */
    private void copy(InputStream content, OutputStream out) {
        try (out;
                content) {
            copyAll(content, out);
        } catch (IOException e) {
            // Closing failed; earlier problems are already known.
        }
    }

    private void copyAll(InputStream content, OutputStream out) {
        byte[] buffer = new byte[COPIED];
        try {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                out.write(buffer, 0, read);
            }
        } catch (EOFException e) {
            // The data before the cut is delivered. If the cut is between two records, libpcap does not notice it.
            problem = "its gzip data is truncated";
        } catch (IOException | RuntimeException e) {
            // Happens also after libpcap has closed its end, when nobody reads the reason any more.
            problem = "it cannot be read further: " + e.getMessage();
        }
    }

    /** The name under which libpcap opens the pipe, until {@link #close()}. */
    String path() {
        return DESCRIPTORS + readEnd;
    }

    /** Why the end that libpcap sees is not the end of the capture; null if it is. */
    String problem() {
        return problem;
    }

    /** Called after libpcap has opened its end, or has failed to. */
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
