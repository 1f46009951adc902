package io.wadi.netflow;

import io.wadi.net.Bytes;
import io.wadi.net.IpAddress;
import io.wadi.packet.QueueBudget;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Datagrams on their way from the socket to the decoder, in one array. Not thread-safe. */
final class DatagramBatch {

    private static final int INITIAL_BYTES = 65_536;
    private static final int DATAGRAM_BYTES = 96;

    /** The room that the batch takes; null until it is handed over. */
    QueueBudget.Charge charge;

    private final int[] offsets;
    private final int[] lengths;
    private final Arrival[] arrivals;
    private byte[] bytes = new byte[INITIAL_BYTES];
    private int used;
    private int count;

    DatagramBatch(int size) {
        offsets = new int[size];
        lengths = new int[size];
        arrivals = new Arrival[size];
    }

    /** Copies a datagram from a socket. */
    void add(ByteBuffer datagram, InetSocketAddress sender, long nanos, long steadyNanos) {
        int length = datagram.remaining();
        int at = reserve(length);
        datagram.get(bytes, at, length);
        add(length, new Arrival(address(sender.getAddress()), sender.getPort(), nanos, steadyNanos));
    }

    /** Copies a datagram from a capture. */
    void add(Bytes datagram, Arrival arrival) {
        int length = datagram.length();
        int at = reserve(length);
        datagram.copy(0, bytes, at, length);
        add(length, arrival);
    }

    /** Makes room; returns its position. */
    private int reserve(int length) {
        if (length > bytes.length - used) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, used + length));
        }
        return used;
    }

    private void add(int length, Arrival arrival) {
        offsets[count] = used;
        lengths[count] = length;
        arrivals[count] = arrival;
        used += length;
        count++;
    }

    /** The address without a zone; java.net turns IPv4-mapped addresses of a socket for both versions into IPv4. */
    private static IpAddress address(InetAddress address) {
        byte[] raw = address.getAddress();
        Bytes window = new Bytes().set(raw, 0, raw.length);
        return raw.length == 4 ? IpAddress.v4(window.i32(0)) : IpAddress.v6(window.i64(0), window.i64(8));
    }

    int count() {
        return count;
    }

    boolean isFull() {
        return count == offsets.length;
    }

    long payloadBytes() {
        return used;
    }

    /** Heap of the batch, in bytes. */
    long heldBytes() {
        return bytes.length + (long) DATAGRAM_BYTES * offsets.length;
    }

    void decode(int i, DatagramDecoder decoder, List<ExportedFlow> flows) {
        decoder.decode(bytes, offsets[i], lengths[i], arrivals[i], flows);
    }
}
