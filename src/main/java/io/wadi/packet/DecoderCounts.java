package io.wadi.packet;

/**
 * What a {@link PacketDecoder} met beside the outcomes of its frames.
 *
 * @param fragmentsJoined later fragments that were given their flow, because the first one had come before
 * @param fragmentsAlone later fragments of which only addresses and transport are known
 * @param applicationFailures packets whose application decoder threw an exception; they keep their transport's name
 */
public record DecoderCounts(long fragmentsJoined, long fragmentsAlone, long applicationFailures) {

    /** Nothing met yet. */
    public static final DecoderCounts NONE = new DecoderCounts(0, 0, 0);

    /** What came since an earlier look at the same decoder. */
    public DecoderCounts since(DecoderCounts before) {
        return new DecoderCounts(
                fragmentsJoined - before.fragmentsJoined,
                fragmentsAlone - before.fragmentsAlone,
                applicationFailures - before.applicationFailures);
    }
}
