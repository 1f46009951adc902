package io.wadi.bench;

/**
 * The number of packets in a capture.
 *
 * @param received frames
 * @param decoded frames that are packets
 */
record PacketCount(long received, long decoded) {}
