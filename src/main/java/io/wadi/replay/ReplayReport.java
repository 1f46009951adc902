package io.wadi.replay;

import java.util.Map;

/**
 * Outcomes of the dead letters since the last replay: letters = replayed + refused + repeated + unreadable.
 *
 * @param letters how many there were
 * @param replayed messages that were published again
 * @param refused messages that their topic will never take, as larger than it allows; they stay in their letters
 * @param repeated letters about a message that another consumer, or another attempt, had written one about already
 * @param unreadable letters that are no JSON of a {@link io.wadi.message.DeadLetter}, or hold no message
 * @param reasons the replayed messages by the reason that their letters give
 */
public record ReplayReport(
        long letters, long replayed, long refused, long repeated, long unreadable, Map<String, Long> reasons) {}
