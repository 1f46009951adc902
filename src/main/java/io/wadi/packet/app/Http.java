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

    private final RequestLine line = new RequestLine();

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
                request(payload, context);
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

    private void request(Bytes payload, ApplicationContext context) {
        String authority = line.proxiedAuthority(payload);
        if (authority != null) {
            context.proxied();
            context.host(authority);
        }
        int at = line.next();
        if (context.seen() > at && payload.indexOf('\n', context.seen()) < 0) {
            context.unfinished(0, context.name() != null);
            return;
        }
        for (int i = 0; i < MOST_HEADERS; i++) {
            int end = payload.indexOf('\n', at);
            if (end < 0) {
                context.unfinished(0, context.name() != null);
                return;
            }
            if (end == at || end == at + 1 && payload.u8(at) == '\r') {
                return;
            }
            if (context.name() == null && Text.startsWithIgnoringCase(payload, at, HOST)) {
                context.host(payload.text(at + HOST.length(), end - at - HOST.length()));
            }
            at = end + 1;
        }
    }
}
