package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** HTTP/1 (RFC 9112) with WebDAV (RFC 4918): a status line or a request line. Reads the header Host of requests. */
final class Http implements ApplicationDecoder {

    /** The methods of RFC 9110, WebDAV and its extensions, UPnP and RPC over HTTP. */
    private static final String[] METHODS = {
        "GET ",
        "POST ",
        "HEAD ",
        "PUT ",
        "DELETE ",
        "OPTIONS ",
        "CONNECT ",
        "TRACE ",
        "PATCH ",
        "PROPFIND ",
        "PROPPATCH ",
        "MKCOL ",
        "COPY ",
        "MOVE ",
        "LOCK ",
        "UNLOCK ",
        "REPORT ",
        "SEARCH ",
        "SUBSCRIBE ",
        "UNSUBSCRIBE ",
        "NOTIFY ",
        "MERGE ",
        "CHECKOUT ",
        "MKACTIVITY ",
        "RPC_IN_DATA ",
        "RPC_OUT_DATA "
    };

    private static final String HOST = "host:";
    private static final int MOST_HEADERS = 128;

    @Override
    public String protocol() {
        return "HTTP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting("HGPDOCTMLURSBN");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (payload.startsWith(0, "HTTP/1.") || payload.startsWith(0, "HTTP/0.9")) {
            return true;
        }
        int method = methodLength(payload);
        if (method == 0 || !isRequest(payload, method + 1)) {
            return false;
        }
        context.name(host(payload));
        return true;
    }

    private static int methodLength(Bytes payload) {
        int first = payload.u8(0);
        for (String method : METHODS) {
            if (method.charAt(0) == first && payload.startsWith(0, method)) {
                return method.length() - 1;
            }
        }
        return 0;
    }

    /** A complete request line contains the version; in an incomplete one the target decides. */
    private static boolean isRequest(Bytes payload, int target) {
        int end = Text.lineEnd(payload, target);
        if (payload.has(end, 1) && (payload.u8(end) == '\r' || payload.u8(end) == '\n')) {
            return Text.contains(payload, target, end, " HTTP/");
        }
        return Text.isPrintable(payload, target, Math.min(end - target, 16))
                && (payload.startsWith(target, "/") || payload.startsWith(target, "http"));
    }

    private static String host(Bytes payload) {
        int at = nextLine(payload, 0);
        for (int i = 0; i < MOST_HEADERS && payload.has(at, 1); i++) {
            int end = Text.lineEnd(payload, at);
            if (end == at) {
                return null;
            }
            if (Text.startsWithIgnoringCase(payload, at, HOST)) {
                return payload.has(end, 1) ? value(payload, at + HOST.length(), end) : null;
            }
            at = nextLine(payload, end);
        }
        return null;
    }

    private static String value(Bytes payload, int from, int to) {
        String host = payload.text(from, to - from).strip();
        return host.isEmpty() ? null : host;
    }

    private static int nextLine(Bytes payload, int from) {
        int feed = payload.indexOf('\n', from);
        return feed < 0 ? payload.length() : feed + 1;
    }
}
