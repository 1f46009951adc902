package io.wadi.settings;

/**
 * What a consumer does whose stored offset belongs to another topic of the same name (deleted and recreated), or lies
 * beyond the end of its partition: setting {@code wadi.offsets.beyond-end}.
 */
public enum BeyondEnd {
    /** Consume nothing and say so until somebody decides. The default: going on could count packets twice. */
    WAIT,
    /** Take the topic for a new one and begin with its oldest message. */
    RESTART
}
