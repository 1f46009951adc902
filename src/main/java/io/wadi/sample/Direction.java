package io.wadi.sample;

/**
 * The way of a packet.
 *
 * @param from who sends it
 * @param to who is to receive it; a group or broadcast address is an end too
 */
record Direction(Endpoint from, Endpoint to) {

    Direction reversed() {
        return new Direction(to, from);
    }

    boolean isV4() {
        return from.ip().isV4();
    }
}
