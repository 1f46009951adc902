package io.wadi.net;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * An IPv4 or IPv6 address as two primitive longs: cheap to hash, compare and store in large numbers.
 *
 * <p>An IPv4 address is in the low 32 bits of {@code low}. An IPv4-mapped IPv6 address ({@code ::ffff:1.2.3.4}) stays
 * IPv6, as in the packet.
 *
 * @param high the first 64 bits of an IPv6 address; 0 for IPv4
 * @param low the last 64 bits of an IPv6 address; the 32 bits of an IPv4 address
 * @param version 4 or 6
 */
public record IpAddress(long high, long low, byte version) implements Comparable<IpAddress> {

    /** The IPv4 address with these 32 bits. */
    public static IpAddress v4(int bits) {
        return new IpAddress(0, bits & 0xffff_ffffL, (byte) 4);
    }

    /** The IPv6 address with these 128 bits. */
    public static IpAddress v6(long high, long low) {
        return new IpAddress(high, low, (byte) 6);
    }

    /**
     * Parses the text form of an address: dotted quad, or any RFC 4291 form of IPv6 without a zone.
     *
     * @throws IllegalArgumentException if the text is not an IP address; host names are never looked up
     */
    public static IpAddress parse(String text) {
        return IpText.parse(text);
    }

    /** Whether this is an IPv4 address. */
    public boolean isV4() {
        return version == 4;
    }

    /** The address in network byte order, 4 or 16 bytes. */
    public byte[] toBytes() {
        byte[] bytes = new byte[isV4() ? 4 : 16];
        for (int i = bytes.length - 1, shift = 0; i >= 0; i--, shift += 8) {
            bytes[i] = (byte) ((shift < 64 ? low >>> shift : high >>> (shift - 64)));
        }
        return bytes;
    }

    /** The address as a {@code java.net} object; nothing is looked up. */
    public InetAddress toInetAddress() {
        try {
            return InetAddress.getByAddress(toBytes());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 and 16 bytes are always an address", e);
        }
    }

    /** Orders IPv4 before IPv6, and addresses of the same version by their unsigned bits. */
    @Override
    public int compareTo(IpAddress other) {
        if (version != other.version) {
            return Byte.compare(version, other.version);
        }
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public int hashCode() {
        long mixed = (high * 0x9E3779B97F4A7C15L ^ low) * 0xC2B2AE3D27D4EB4FL;
        return (int) (mixed ^ mixed >>> 32);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpAddress that && low == that.low && high == that.high && version == that.version;
    }

    /** Dotted quad, or the canonical text of RFC 5952. */
    @Override
    public String toString() {
        return IpText.format(this);
    }
}
