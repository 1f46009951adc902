package io.wadi.store;

/**
 * What a consumer does whose stored offset lies beyond the end of its partition, as after the topic was deleted and
 * made anew: setting {@code wadi.offsets.beyond-end}.
 */
public enum BeyondEnd {
    /** Consume nothing and say so until somebody decides. The default: going on could count packets twice. */
    WAIT,
    /** Take the topic for a new one and begin with its oldest message. */
    RESTART
}
