package io.wadi.settings;

/**
 * Setting {@code wadi.offsets.beyond-end}: what a consumer does if its stored offset belongs to a deleted topic of the
 * same name, or is beyond the end of its partition.
 */
public enum BeyondEnd {
    /** Pause with a message until an operator decides. The default, because continuing could count packets twice. */
    WAIT,
    /** Treat the topic as a new one and start with its oldest message. */
    RESTART
}
