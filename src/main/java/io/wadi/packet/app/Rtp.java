package io.wadi.packet.app;

import io.wadi.net.Bytes;

/**
 * RTP and SRTP (RFC 3550). The header alone is ambiguous, so a stream is recognised from its third packet, if the
 * source identifier stays the same and the sequence numbers increase. Remembers 1024 directions.
 */
final class Rtp implements ApplicationDecoder {

    private static final int HEADER = 12;
    private static final int LAST_STATIC_TYPE = 34;
    private static final int FIRST_DYNAMIC_TYPE = 96;
    private static final int WIDEST_GAP = 16;
    private static final int STEPS_FOR_CERTAINTY = 2;

    private static final class Stream {
        private int source;
        private int sequence;
        private int steps;
    }

    private final FlowSlots<Stream> streams = new FlowSlots<>(1024);

    @Override
    public String protocol() {
        return "RTP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.last(() -> registry.udp(this).startingFrom(0x80, 0xbf));
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (!payload.has(0, HEADER) || payload.u8(0) >> 6 != 2 || !isPayloadType(payload.u8(1) & 0x7f)) {
            return false;
        }
        Stream stream = streams.get(context);
        if (stream == null) {
            stream = new Stream();
            streams.put(context, stream);
        }
        return step(stream, payload.i32(8), payload.u16(2));
    }

    private static boolean isPayloadType(int type) {
        return type <= LAST_STATIC_TYPE || type >= FIRST_DYNAMIC_TYPE;
    }

    private static boolean step(Stream stream, int source, int sequence) {
        int gap = sequence - stream.sequence & 0xffff;
        boolean follows = source == stream.source && source != 0 && gap <= WIDEST_GAP;
        stream.steps = follows ? Math.min(stream.steps + (gap > 0 ? 1 : 0), STEPS_FOR_CERTAINTY) : 0;
        stream.source = source;
        stream.sequence = sequence;
        return stream.steps == STEPS_FOR_CERTAINTY;
    }
}
