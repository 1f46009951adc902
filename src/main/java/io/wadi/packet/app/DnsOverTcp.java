package io.wadi.packet.app;

import io.wadi.net.Bytes;

/**
 * Messages of DNS and LLMNR over TCP, each after its length (RFC 1035 section 4.2.2, RFC 7766 section 8). Length and
 * message may be in different segments, and a segment may have several messages; the first one names the packet.
 */
final class DnsOverTcp {

    private static final int PREFIX = 2;

    private DnsOverTcp() {}

    /** Whether the payload starts with a message, or with the part of one that proves it; reads its names. */
    static boolean recognise(Bytes payload, ApplicationContext context) {
        boolean found = false;
        for (int at = 0; at < payload.length(); ) {
            if (!payload.has(at, PREFIX)) {
                context.unfinished(at, false);
                context.mayBegin(at);
                return found;
            }
            int end = at + PREFIX + payload.u16(at);
            boolean header = payload.has(at + PREFIX, DnsMessage.HEADER);
            if (end < at + PREFIX + DnsMessage.HEADER || header && !DnsMessage.isMessage(payload, at + PREFIX)) {
                return found;
            }
            found |= header;
            boolean named = context.name() != null;
            if (header) {
                names(payload, at + PREFIX, end <= payload.length() || !context.isWhole(), context);
            }
            if (end > payload.length()) {
                context.unfinished(at, !named && context.name() != null);
                context.mayBegin(at);
            }
            at = end;
        }
        return found;
    }

    /** Reads the answers only once: from the whole message, or from its start if the rest cannot follow. */
    private static void names(Bytes payload, int message, boolean withAnswers, ApplicationContext context) {
        String question = DnsMessage.question(payload, message);
        if (context.name() == null) {
            context.name(question);
        }
        if (withAnswers) {
            DnsAnswers.toQuestion(payload, message, question, context);
        }
    }
}
