package io.wadi.netflow;

import io.wadi.net.IpAddress;

/**
 * From where and when a datagram arrived.
 *
 * @param sender its source address
 * @param port its source port
 * @param nanos nanoseconds since the epoch by the machine's clock, which may be set
 * @param steadyNanos nanoseconds by a clock that only advances, as {@link System#nanoTime}: for how long something takes
 */
record Arrival(IpAddress sender, int port, long nanos, long steadyNanos) {}
