package io.wadi.net;

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

    private static boolean same(long one, long other, int bits) {
        return bits == 0 || (one ^ other) >>> Long.SIZE - bits == 0;
    }
}
