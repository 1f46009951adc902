package io.wadi.net;

/** 64 bits of an address and its port, for tables of conversations: enough to stand for them. */
public final class EndpointHash {

    private EndpointHash() {}

    /** The hash of one end; the sum of both ends' is alike in both directions. */
    public static long of(IpAddress address, int port) {
        return mix(mix(address.high() + port) ^ address.low());
    }

    /** The finalizer of SplitMix64: each bit of the value changes half of the result's. */
    public static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
