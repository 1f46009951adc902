package io.wadi.detect;

import java.time.Instant;

/**
 * A run that is due.
 *
 * @param at the time that it looks at
 */
public record DueRun(Detection detection, Instant at) {}
