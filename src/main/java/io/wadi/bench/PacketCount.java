package io.wadi.bench;

/**
 * What a capture holds.
 *
 * @param received frames
 * @param decoded packets among them
 */
record PacketCount(long received, long decoded) {}
