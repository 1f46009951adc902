package io.wadi.message;

import io.wadi.net.IpAddress;

/**
 * Holds one object for each address that messages repeat. Direct-mapped: new addresses replace old ones in their slots,
 * so the cache never grows. Not thread-safe.
 */
final class BinaryAddresses {

    private static final int SLOTS = 8192;
    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

    private final IpAddress[] known = new IpAddress[SLOTS];

    IpAddress v4(int bits) {
        int slot = slot(bits);
        IpAddress address = known[slot];
        if (address == null || !address.isV4() || (int) address.low() != bits) {
            address = IpAddress.v4(bits);
            known[slot] = address;
        }
        return address;
    }

    IpAddress v6(long high, long low) {
        int slot = slot(high * MULTIPLIER ^ low);
        IpAddress address = known[slot];
        if (address == null || address.isV4() || address.high() != high || address.low() != low) {
            address = IpAddress.v6(high, low);
            known[slot] = address;
        }
        return address;
    }

    private static int slot(long bits) {
        return (int) (bits * MULTIPLIER >>> Long.SIZE - Integer.numberOfTrailingZeros(SLOTS));
    }
}
