package io.wadi.net;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A network: all addresses with the same first bits. IPv4 and IPv6 have none in common.
 *
 * @param address an address in it; bits after the prefix have no meaning
 * @param prefix length of the prefix in bits, 0 to 32 or 128
 */
public record AddressRange(IpAddress address, int prefix) {

    /**
     * Parses {@code 192.0.2.0/24} (RFC 4632, RFC 4291), or an address, which is a network of its own.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    public static AddressRange parse(String text) {
        String[] parts = text.split("/", 2);
        IpAddress address = IpAddress.parse(parts[0]);
        int most = address.isV4() ? Integer.SIZE : 2 * Long.SIZE;
        int prefix = parts.length == 1 ? most : Integer.parseInt(parts[1]);
        if (prefix < 0 || prefix > most) {
            throw new IllegalArgumentException("prefix length " + prefix + " is not within 0 and " + most);
        }
        return new AddressRange(address, prefix);
    }

    /** Whether an address is in it. */
    public boolean contains(IpAddress other) {
        if (address.version() != other.version()) {
            return false;
        }
        if (address.isV4()) {
            return same(address.low() << Integer.SIZE, other.low() << Integer.SIZE, prefix);
        }
        return same(address.high(), other.high(), Math.min(prefix, Long.SIZE))
                && same(address.low(), other.low(), Math.max(0, prefix - Long.SIZE));
    }

    /** Whether it has all addresses of another one. */
    public boolean covers(AddressRange other) {
        return prefix <= other.prefix && contains(other.address);
    }

    /** The same network with zeros after the prefix. */
    public AddressRange network() {
        if (address.isV4()) {
            return new AddressRange(IpAddress.v4((int) (address.low() & mask(Integer.SIZE + prefix))), prefix);
        }
        long high = address.high() & mask(Math.min(prefix, Long.SIZE));
        long low = address.low() & mask(Math.max(0, prefix - Long.SIZE));
        return new AddressRange(IpAddress.v6(high, low), prefix);
    }

    /**
     * Its lower and its upper half.
     *
     * @throws IllegalStateException if it is a single address
     */
    public List<AddressRange> halves() {
        if (isAddress()) {
            throw new IllegalStateException(this + " is one address");
        }
        IpAddress first = network().address;
        int bit = bits() - 1 - prefix;
        IpAddress second = new IpAddress(
                bit < Long.SIZE ? first.high() : first.high() | 1L << bit - Long.SIZE,
                bit < Long.SIZE ? first.low() | 1L << bit : first.low(),
                first.version());
        return List.of(new AddressRange(first, prefix + 1), new AddressRange(second, prefix + 1));
    }

    /** Whether it is one address. */
    public boolean isAddress() {
        return prefix == bits();
    }

    /** What the texts of exactly its addresses begin with, or are if it is one address; empty if that does not tell. */
    public Optional<String> start() {
        if (isAddress()) {
            return Optional.of(address.toString());
        }
        if (!address.isV4() || prefix == 0 || prefix % Byte.SIZE != 0) {
            return Optional.empty();
        }
        return Optional.of(Stream.of(network().address.toString().split("\\."))
                .limit(prefix / Byte.SIZE)
                .map(octet -> octet + ".")
                .collect(Collectors.joining()));
    }

    private int bits() {
        return address.isV4() ? Integer.SIZE : 2 * Long.SIZE;
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return address + "/" + prefix;
    }

    /** The first bits of 64. */
    private static long mask(int bits) {
        return bits == 0 ? 0 : -1L << Long.SIZE - bits;
    }

    private static boolean same(long one, long other, int bits) {
        return bits == 0 || (one ^ other) >>> Long.SIZE - bits == 0;
    }
}
