package io.wadi.packet.app;

import io.wadi.net.Bytes;

/**
 * HTTP/1 (RFC 9112) with its extensions: a status line or a request line, by their shape. Reads the host of requests:
 * that of the target if it has one (section 3.2.2), otherwise that in the header Host.
 */
final class Http implements ApplicationDecoder {

    private static final String STATUS = "HTTP/1.";
    /** What proxies answer to CONNECT, which may not have been captured. */
    private static final String TUNNEL = " 200 connection established";

    private static final String HOST = "host:";
    private static final int MOST_HEADERS = 128;
    private static final int NO_REQUEST = -1;
    private static final int OPEN = -2;

    private final RequestLine line = new RequestLine();
    private final BodyLength body = new BodyLength();
    private final Bytes rest = new Bytes();

    @Override
    public String protocol() {
        return "HTTP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this)
                .startingFrom('A', 'Z')
                .startingFrom('a', 'z')
                .startingFrom('0', '9')
                .starting("\r\n!#$%&'*+-.^_`|~");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (payload.startsWith(0, STATUS) || payload.startsWith(0, "HTTP/0.9")) {
            if (Text.isDigits(payload, STATUS.length() + 2, 3)) {
                context.silence();
            }
            if (Text.startsWithIgnoringCase(payload, STATUS.length() + 1, TUNNEL)) {
                context.proxied();
            }
            return true;
        }
        return switch (line.read(payload)) {
            case NONE -> isStartOfStatus(payload, context);
            case BEGUN -> {
                context.unfinished(0, false);
                context.mayBegin(0);
                yield line.isCertain(payload);
            }
            case WHOLE -> {
                requests(payload, context);
                yield true;
            }
        };
    }

    private static boolean isStartOfStatus(Bytes payload, ApplicationContext context) {
        if (payload.length() < STATUS.length() && payload.startsWith(0, STATUS.substring(0, payload.length()))) {
            context.mayBegin(0);
        }
        return false;
    }

    /** Reads the requests of a payload; a client may send several without waiting (section 9.3.2). */
    private void requests(Bytes payload, ApplicationContext context) {
        Bytes request = payload;
        int start = 0;
        while (start >= 0) {
            long end = request(request, start, context);
            start = end < 0 ? NO_REQUEST : next(payload, start + end, context);
            request = rest;
        }
    }

    /**
     * Reads the host of a request, and the length of its body.
     *
     * @param start position of the request in the payload
     * @return the end of its body in the request, which may be after the payload; or {@link #NO_REQUEST}
     */
    private long request(Bytes request, int start, ApplicationContext context) {
        boolean named = context.name() != null;
        String authority = named ? null : line.proxiedAuthority(request);
        if (authority != null) {
            context.proxied();
            context.host(authority);
        }
        int end = header(request, start == 0 ? context.seen() : 0, context);
        if (end == OPEN) {
            context.unfinished(start, !named && context.name() != null);
            return NO_REQUEST;
        }
        if (end == NO_REQUEST || body.bytes() == BodyLength.UNKNOWN) {
            context.silence();
            return NO_REQUEST;
        }
        return end + body.bytes();
    }

    /** Reads the lines of a header; returns its end, {@link #OPEN}, or {@link #NO_REQUEST} if it has too many lines. */
    private int header(Bytes request, int seen, ApplicationContext context) {
        int at = line.next();
        if (seen > at && request.indexOf('\n', seen) < 0) {
            return OPEN;
        }
        body.reset();
        for (int i = 0; i < MOST_HEADERS; i++) {
            int end = request.indexOf('\n', at);
            if (end < 0) {
                return OPEN;
            }
            if (end == at || end == at + 1 && request.u8(at) == '\r') {
                return end + 1;
            }
            if (context.name() == null && Text.startsWithIgnoringCase(request, at, HOST)) {
                context.host(request.text(at + HOST.length(), end - at - HOST.length()));
            }
            body.read(request, at, end);
            at = end + 1;
        }
        return NO_REQUEST;
    }

    /** Looks for another request; returns its position, or {@link #NO_REQUEST} if there is no complete line of one. */
    private int next(Bytes payload, long after, ApplicationContext context) {
        if (after > payload.length()) {
            context.nextMessageAt(after);
            return NO_REQUEST;
        }
        int at = (int) after;
        rest.set(payload, at, payload.length() - at);
        RequestLine.Extent extent = rest.length() == 0 ? RequestLine.Extent.NONE : line.read(rest);
        if (extent == RequestLine.Extent.BEGUN) {
            context.unfinished(at, false);
        }
        return extent == RequestLine.Extent.WHOLE ? at : NO_REQUEST;
    }
}
