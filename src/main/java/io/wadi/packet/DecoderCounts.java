package io.wadi.packet;

import io.wadi.packet.app.SplitMessageCounts;

/**
 * Counts of a {@link PacketDecoder}, in addition to the outcomes of its frames.
 *
 * @param fragmentsJoined later fragments with a known flow, because their first fragment was captured before
 * @param fragmentsAlone later fragments of which only addresses and transport are known
 * @param overlong packets whose IP header states more bytes than were on the wire, which then limit their size
 * @param applicationFailures packets whose application decoder threw; their protocol is the transport
 * @param splitMessages messages that need more than one packet
 */
public record DecoderCounts(
        long fragmentsJoined,
        long fragmentsAlone,
        long overlong,
        long applicationFailures,
        SplitMessageCounts splitMessages) {

    /** All counts are zero. */
    public static final DecoderCounts NONE = new DecoderCounts(0, 0, 0, 0, SplitMessageCounts.NONE);

    /** The difference to an earlier count of the same decoder. */
    public DecoderCounts since(DecoderCounts before) {
        return new DecoderCounts(
                fragmentsJoined - before.fragmentsJoined,
                fragmentsAlone - before.fragmentsAlone,
                overlong - before.overlong,
                applicationFailures - before.applicationFailures,
                splitMessages.since(before.splitMessages));
    }
}
