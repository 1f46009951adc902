package io.wadi.geoip;

import java.util.concurrent.atomic.LongAdder;

/**
 * What went wrong without stopping anything.
 *
 * @param unreadableEntries corrupt entries met by lookups
 * @param refusedFiles replaced files that could not be used, each content once
 */
record GeoIpCounters(LongAdder unreadableEntries, LongAdder refusedFiles) {

    GeoIpCounters() {
        this(new LongAdder(), new LongAdder());
    }
}
