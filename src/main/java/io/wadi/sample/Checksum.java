package io.wadi.sample;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The Internet checksum (RFC 1071), which IPv4, TCP, UDP and ICMP share. */
final class Checksum {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private Checksum() {}

    /** Adds bytes to a running sum; an odd last byte counts as if a zero byte followed. */
    static long add(long sum, byte[] array, int from, int count) {
        long total = sum;
        int at = from;
        int end = from + count;
        for (; at <= end - 4; at += 4) {
            total += (int) INT.get(array, at) & 0xffff_ffffL;
        }
        for (int shift = 24; at < end; at++, shift -= 8) {
            total += (array[at] & 0xffL) << shift;
        }
        return total;
    }

    /** Folds a running sum to the 16 bits of the header field. */
    static int fold(long sum) {
        long folded = (sum >>> 32) + (sum & 0xffff_ffffL);
        while (folded > 0xffff) {
            folded = (folded >>> 16) + (folded & 0xffff);
        }
        return (int) ~folded & 0xffff;
    }
}
