package io.wadi.geoip;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counters of errors that do not stop the enrichment.
 *
 * @param unreadableEntries corrupt entries found by lookups
 * @param refusedFiles replaced files that were unusable; each version counts once
 */
record GeoIpCounters(LongAdder unreadableEntries, LongAdder refusedFiles) {

    GeoIpCounters() {
        this(new LongAdder(), new LongAdder());
    }
}
