package io.wadi.pcap;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;

/**
 * Waits until a live handle has frames, with a time limit. {@code pcap_next_ex} itself may wait for the next frame in
 * spite of its time-out. On a quiet interface, partial batches would then not be handed over, and a stop not be
 * noticed.
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
     * Creates the readiness of one handle.
     *
     * @param descriptor the result of {@code pcap_get_selectable_fd}
     * @param millis longest time to wait, in milliseconds
     */
    Readiness(int descriptor, int millis) {
        this.millis = millis;
        pollfd.setInt(0, descriptor);
        pollfd.setShort(EVENTS_AT, POLLIN);
    }

    /** Returns if there are data or an error to read, or the time is over. */
    void await() {
        pollfd.setShort(REVENTS_AT, (short) 0);
        poll(pollfd, ONE, millis);
    }

    /** {@code int poll(struct pollfd *fds, nfds_t nfds, int timeout)} */
    private static native int poll(Pointer descriptors, NativeLong count, int timeoutMillis);
}
