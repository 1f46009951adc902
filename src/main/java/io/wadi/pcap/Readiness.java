package io.wadi.pcap;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;

/**
 * Waits until a live handle has frames, but with a limit: {@code pcap_next_ex} itself may wait until the next frame,
 * whatever its time-out, and on a quiet interface would neither let half-full batches go on nor notice a stop.
 */
final class Readiness {

    private static final short POLLIN = 1;
    private static final int EVENTS_AT = 4;
    private static final int REVENTS_AT = 6;
    private static final NativeLong ONE = new NativeLong(1);

    static {
        Native.register(Readiness.class, Platform.C_LIBRARY_NAME);
    }

    private final Memory pollfd = new Memory(8);
    private final int millis;

    /**
     * For one handle.
     *
     * @param descriptor what {@code pcap_get_selectable_fd} gives
     * @param millis how long to wait at most
     */
    Readiness(int descriptor, int millis) {
        this.millis = millis;
        pollfd.setInt(0, descriptor);
        pollfd.setShort(EVENTS_AT, POLLIN);
    }

    /** Returns when there is something to read, an error to learn of, or the time is over. */
    void await() {
        pollfd.setShort(REVENTS_AT, (short) 0);
        poll(pollfd, ONE, millis);
    }

    /** {@code int poll(struct pollfd *fds, nfds_t nfds, int timeout)} */
    private static native int poll(Pointer descriptors, NativeLong count, int timeoutMillis);
}
