package io.wadi.packet.app;

import io.wadi.net.Bytes;
import io.wadi.net.EndpointHash;
import io.wadi.packet.app.StreamTable.End;

/**
 * Reads the server name of ClientHellos of DTLS, and joins those of several fragments (RFC 6347 section 4.2.3, RFC 9147
 * section 5.5), which may come in any order, overlap and repeat. Fragments belong together if the ports, the message's
 * number and its length are the same, and no byte contradicts another. Not thread-safe.
 */
final class DtlsFragments {

    private static final int HEADER = 12;
    private static final int CLIENT_HELLO = 1;

    private final StreamTable streams;
    private final Bytes fragment = new Bytes();

    DtlsFragments(StreamTable streams) {
        this.streams = streams;
    }

    /** Reads the handshake message, or the fragment of one, that is the content of a record. */
    void read(Bytes payload, int at, int recordLength, ApplicationContext context) {
        if (!payload.has(at, HEADER) || payload.u8(at) != CLIENT_HELLO) {
            return;
        }
        int size = payload.u24(at + 1);
        int offset = payload.u24(at + 6);
        int length = payload.u24(at + 9);
        if (length == 0 || length > recordLength - HEADER || offset + length > size) {
            return;
        }
        int captured = Math.min(length, payload.length() - at - HEADER);
        fragment.set(payload, at + HEADER, captured);
        long key = EndpointHash.mix(context.direction() + ((long) payload.u16(at + 4) << 24 | size));
        if (captured == length) {
            add(key, offset, size, context);
        } else if (offset == 0) {
            name(fragment, context);
        }
    }

    private void add(long key, int offset, int size, ApplicationContext context) {
        MessageStream stream = streams.get(key);
        if (stream != null && (fragment.length() == size || stream.contradicts(offset, fragment))) {
            streams.end(stream, fragment.length() == size ? End.COMPLETE : End.BROKEN);
            stream = null;
        }
        if (fragment.length() == size) {
            name(fragment, context);
        } else {
            join(stream == null ? new MessageStream(key, 0) : stream, offset, size, context);
        }
    }

    private void join(MessageStream stream, int offset, int size, ApplicationContext context) {
        if (!stream.add(offset, fragment)) {
            streams.end(stream, End.TOO_LONG);
            return;
        }
        Bytes complete = stream.complete();
        if (complete.length() > stream.seen()) {
            boolean named = !stream.isNamed() && name(complete, context);
            stream.restart(0, named);
        }
        if (complete.length() < size) {
            streams.keep(stream);
        } else {
            streams.end(stream, End.COMPLETE);
        }
    }

    private static boolean name(Bytes hello, ApplicationContext context) {
        int name = ClientHello.serverName(hello, 0, true);
        if (name >= 0) {
            context.host(ClientHello.text(hello, name));
        }
        return name >= 0;
    }
}
