package io.wadi.faults;

import java.time.Duration;

/**
 * How a soak runs; each is a system property.
 *
 * @param duration {@code wadi.soak.minutes}
 * @param seed {@code wadi.soak.seed}; random by default
 * @param livePacketsPerSecond {@code wadi.soak.live-packets}: datagrams a second
 * @param filePackets {@code wadi.soak.file-packets}: most packets of a capture file
 */
record SoakOptions(Duration duration, long seed, int livePacketsPerSecond, int filePackets) {

    static SoakOptions load() {
        return new SoakOptions(
                Duration.ofMinutes(Long.getLong("wadi.soak.minutes", 1)),
                Long.getLong("wadi.soak.seed", System.nanoTime() & 0xffff),
                Integer.getInteger("wadi.soak.live-packets", 400),
                Integer.getInteger("wadi.soak.file-packets", 20_000));
    }
}
