package io.wadi.replay;

import java.util.Map;

/**
 * Outcomes of the dead letters since the last replay: letters = replayed + refused + repeated + unreadable.
 *
 * @param letters number of letters
 * @param replayed messages published again
 * @param refused messages that their topic refuses permanently, for example as too large; they stay in their letters
 * @param repeated letters about a message that already has a letter of another consumer or attempt
 * @param unreadable letters that are not the JSON of a {@link io.wadi.message.DeadLetter}, or have no message
 * @param reasons the replayed messages by the reasons in their letters
 */
public record ReplayReport(
        long letters, long replayed, long refused, long repeated, long unreadable, Map<String, Long> reasons) {}
