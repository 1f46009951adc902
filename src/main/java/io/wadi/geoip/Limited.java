package io.wadi.geoip;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Copies with a limit, so that a wrong or hostile server cannot fill the disk. */
final class Limited {

    private static final int BUFFER = 1 << 16;

    private Limited() {}

    /**
     * Copies to the end.
     *
     * @return number of bytes
     * @throws IOException also if there are more than {@code most} bytes
     */
    static long copy(InputStream in, OutputStream out, long most) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long copied = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            copied += read;
            if (copied > most) {
                throw new IOException("more than " + most + " bytes");
            }
            out.write(buffer, 0, read);
        }
        return copied;
    }
}
