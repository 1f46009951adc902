package io.wadi.net;

/** Hashes an address and its port to 64 bits, which identify them in tables of conversations. */
public final class EndpointHash {

    private EndpointHash() {}

    /** The hash of one endpoint. The sum of both endpoints' hashes is the same in both directions. */
    public static long of(IpAddress address, int port) {
        return mix(mix(address.high() + port) ^ address.low());
    }

    /** The finalizer of SplitMix64: a change of one bit of the value changes about half of the bits of the result. */
    public static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
