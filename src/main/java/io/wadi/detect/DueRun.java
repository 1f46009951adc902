package io.wadi.detect;

import java.time.Instant;

/**
 * A run whose time has come.
 *
 * @param at the time that it looks at
 */
public record DueRun(Detection detection, Instant at) {}
