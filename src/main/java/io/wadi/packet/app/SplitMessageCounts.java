package io.wadi.packet.app;

/**
 * What became of messages that need more than one packet: TLS and DTLS hellos, HTTP requests, DNS messages over TCP, and
 * packets that IP has fragmented.
 * begun = complete + tooLong + displaced + overBudget + restarted + broken + those still open.
 *
 * @param begun messages whose first bytes were kept
 * @param complete messages that later packets completed, or showed to be none
 * @param tooLong messages longer than the limit of one message
 * @param displaced messages whose place in the table went to another connection
 * @param overBudget the oldest messages, given up because all together exceeded their budget
 * @param restarted messages whose connection was opened again
 * @param broken messages with bytes that the capture does not have, or that contradict each other
 */
public record SplitMessageCounts(
        long begun, long complete, long tooLong, long displaced, long overBudget, long restarted, long broken) {

    /** All counts are zero. */
    public static final SplitMessageCounts NONE = new SplitMessageCounts(0, 0, 0, 0, 0, 0, 0);

    /** The sum of both. */
    public SplitMessageCounts plus(SplitMessageCounts more) {
        return new SplitMessageCounts(
                begun + more.begun,
                complete + more.complete,
                tooLong + more.tooLong,
                displaced + more.displaced,
                overBudget + more.overBudget,
                restarted + more.restarted,
                broken + more.broken);
    }

    /** The difference to an earlier count of the same decoders. */
    public SplitMessageCounts since(SplitMessageCounts before) {
        return new SplitMessageCounts(
                begun - before.begun,
                complete - before.complete,
                tooLong - before.tooLong,
                displaced - before.displaced,
                overBudget - before.overBudget,
                restarted - before.restarted,
                broken - before.broken);
    }
}
