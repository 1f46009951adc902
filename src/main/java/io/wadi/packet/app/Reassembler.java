package io.wadi.packet.app;

import io.wadi.net.Bytes;
import io.wadi.packet.app.StreamTable.End;

/**
 * Asks the decoders of TCP payloads, and joins messages of several segments for them: what a decoder calls unfinished,
 * and the first bytes of a new connection. Segments may come in any order, overlap and repeat; their sequence numbers
 * tell their places. Decoders see only bytes without a gap, so no name is made of bytes that do not belong together.
 * Not thread-safe.
 */
final class Reassembler {

    private final DecoderIndex decoders;
    private final StreamTable streams;
    private final Bytes message = new Bytes();

    Reassembler(DecoderIndex decoders, StreamTable streams) {
        this.decoders = decoders;
        this.streams = streams;
    }

    /** Expects the first bytes of a new connection, in the direction of this SYN. */
    void open(ApplicationContext context) {
        if (context.isClientSyn()) {
            streams.forget(context.reverse());
        }
        streams.expect(new MessageStream(context.direction(), context.position()));
    }

    /** Gives up the other direction's message if its receiver has bytes that the capture does not have. */
    void acknowledge(ApplicationContext context) {
        if (streams.open() == 0) {
            return;
        }
        MessageStream other = streams.get(context.reverse());
        if (other != null && other.hasGap() && other.offset(context.acknowledged()) > other.seen()) {
            streams.end(other, End.BROKEN);
        }
    }

    /** Whether a message of the segment's direction is expected or has begun. */
    boolean expects(ApplicationContext context) {
        return streams.get(context) != null;
    }

    /** The protocol of a segment with payload, or null. */
    String recognise(Bytes payload, ApplicationContext context) {
        MessageStream stream = streams.get(context);
        if (stream == null) {
            return alone(payload, context.position(), context);
        }
        int offset = stream.offset(context.position());
        if (stream.isFar(offset)) {
            streams.end(stream, End.BROKEN);
            return alone(payload, context.position(), context);
        }
        if (offset + payload.length() <= stream.seen()) {
            return null;
        }
        return offset <= 0 && !stream.isBegun()
                ? first(stream, -offset, payload, context)
                : following(stream, offset, payload, context);
    }

    /** The first segment of a connection, perhaps after bytes before its start. */
    private String first(MessageStream stream, int before, Bytes payload, ApplicationContext context) {
        streams.end(stream, End.COMPLETE);
        Bytes bytes = before == 0 ? payload : new Bytes().set(payload, before, payload.length() - before);
        return alone(bytes, context.position() + before, context);
    }

    /** Bytes outside of any message that has begun. */
    private String alone(Bytes bytes, int position, ApplicationContext context) {
        String found = decoders.recognise(bytes, context);
        int next = context.continuesAt();
        if (next == ApplicationContext.NONE || next >= bytes.length()) {
            begin(found, bytes, position, context);
            return found;
        }
        context.clear();
        Bytes rest = new Bytes().set(bytes, next, bytes.length() - next);
        String inner = decoders.recognise(rest, context);
        begin(inner, rest, position + next, context);
        return inner == null ? found : inner;
    }

    /** Keeps a message that does not end in these bytes. */
    private void begin(String found, Bytes bytes, int position, ApplicationContext context) {
        int from = context.unfinished(found != null);
        if (from != ApplicationContext.NONE && context.isWhole()) {
            MessageStream stream = new MessageStream(context.direction(), position + from);
            if (stream.add(0, message.set(bytes, from, bytes.length() - from))) {
                stream.restart(0, context.isUnfinishedNamed());
                streams.keep(stream);
            }
        }
        skipBody(position, context);
    }

    /** Skips the rest of a message's body, of which no segment is a message, however it looks. */
    private void skipBody(int position, ApplicationContext context) {
        long next = context.nextMessageAt();
        if (next == ApplicationContext.NONE) {
            return;
        }
        int start = (int) (position + next);
        if (!streams.expect(new MessageStream(context.direction(), start, (int) next))) {
            context.silence();
        }
    }

    private String following(MessageStream stream, int offset, Bytes payload, ApplicationContext context) {
        if (!stream.add(offset, payload)) {
            streams.end(stream, End.TOO_LONG);
            return alone(payload, context.position(), context);
        }
        if (stream.complete().length() == stream.seen()) {
            streams.keep(stream);
            return afterGap(payload, context);
        }
        context.seen(stream.seen());
        String found = decoders.recognise(stream.complete(), context);
        if (stream.isNamed()) {
            context.name(null);
        }
        int from = context.unfinished(found != null);
        if (from != ApplicationContext.NONE && context.isWhole()) {
            stream.restart(from, context.isUnfinishedNamed());
            streams.keep(stream);
            return found;
        }
        streams.end(stream, from == ApplicationContext.NONE ? End.COMPLETE : End.BROKEN);
        if (found != null) {
            skipBody(context.position() - offset, context);
            return found;
        }
        context.clear();
        return alone(payload, context.position(), context);
    }

    /** Bytes that may be the middle of a message: they show at most a protocol. */
    private String afterGap(Bytes payload, ApplicationContext context) {
        String found = decoders.recognise(payload, context);
        context.forgetNames();
        return found;
    }
}
