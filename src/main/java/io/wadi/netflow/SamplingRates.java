package io.wadi.netflow;

import java.util.HashMap;
import java.util.Map;

/**
 * The sampling of one exporter's domain, from its options data or the header of NetFlow v5: one of how many packets it
 * looks at. Not thread-safe.
 */
final class SamplingRates {

    /** Most samplers that are kept by their id. */
    private static final int MOST_SAMPLERS = 256;

    private static final long NONE = 0;

    private final Map<Long, Long> bySampler = new HashMap<>();
    private long ofAll = NONE;

    /** Sets the rate of records that name no sampler. */
    void set(long rate) {
        ofAll = rate;
    }

    /**
     * Notes the sampling that a record of options data states, if it does.
     *
     * @param hasRoom whether another sampler may be kept
     * @return 1 if another sampler is kept, otherwise 0
     */
    int note(FieldValues options, boolean hasRoom) {
        int before = bySampler.size();
        long rate = stated(options);
        if (rate == NONE) {
            return 0;
        }
        ofAll = rate;
        long sampler = options.get(FlowField.SAMPLER_ID, 0);
        if (sampler != 0 && (hasRoom && before < MOST_SAMPLERS || bySampler.containsKey(sampler))) {
            bySampler.put(sampler, rate);
        }
        return bySampler.size() - before;
    }

    /** Number of samplers that are kept by their id. */
    int samplers() {
        return bySampler.size();
    }

    /** The rate of a flow record, at least 1: its own, that of its sampler, or that of the domain. */
    long rate(FieldValues record) {
        long stated = stated(record);
        if (stated != NONE) {
            return stated;
        }
        long sampler = record.get(FlowField.SAMPLER_ID, 0);
        Long known = sampler == 0 ? null : bySampler.get(sampler);
        return Math.max(1, known == null ? ofAll : known);
    }

    /** IANA elements 34 and 50, or 305 packets of 305 + 306 (RFC 5477 section 8.2); {@link #NONE} if absent. */
    private static long stated(FieldValues values) {
        long interval = values.get(FlowField.PACKET_INTERVAL, 0);
        long space = values.get(FlowField.PACKET_SPACE, 0);
        if (interval > 0 && space >= 0 && values.has(FlowField.PACKET_SPACE)) {
            long rate = (interval + space) / interval;
            return Math.max(rate, NONE);
        }
        return Math.max(values.get(FlowField.SAMPLING_INTERVAL, NONE), NONE);
    }
}
