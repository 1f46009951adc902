package io.wadi.packet.app;

import java.util.Arrays;

/**
 * Values by port number. Its arrays fit into the processor's first cache, because two lookups are made per packet. It
 * is filled once and then only read.
 *
 * @param <T> type of the values
 */
final class PortTable<T> {

    private static final int SIZE = 2048;
    private static final int FREE = -1;

    private final int[] ports = new int[SIZE];
    private final Object[] values = new Object[SIZE];
    private int count;

    PortTable() {
        Arrays.fill(ports, FREE);
    }

    /** The value of a port, 0–65535, or null. */
    @SuppressWarnings("unchecked")
    T get(int port) {
        return (T) values[slot(port)];
    }

    /** Sets the value of a port. */
    void put(int port, T value) {
        int slot = slot(port);
        if (ports[slot] == FREE && ++count > SIZE / 2) {
            throw new IllegalStateException("more than " + SIZE / 2 + " ports");
        }
        ports[slot] = port;
        values[slot] = value;
    }

    private int slot(int port) {
        int slot = port * 0x9E37_79B1 >>> 21;
        while (ports[slot] != port && ports[slot] != FREE) {
            slot = slot + 1 & SIZE - 1;
        }
        return slot;
    }
}
