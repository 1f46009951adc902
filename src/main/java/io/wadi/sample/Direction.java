package io.wadi.sample;

/**
 * Source and destination of a packet.
 *
 * @param from sender
 * @param to receiver, which may be a group or broadcast address
 */
record Direction(Endpoint from, Endpoint to) {

    Direction reversed() {
        return new Direction(to, from);
    }

    boolean isV4() {
        return from.ip().isV4();
    }
}
