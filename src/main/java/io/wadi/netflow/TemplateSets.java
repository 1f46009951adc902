package io.wadi.netflow;

import io.wadi.net.Bytes;

/**
 * Reads the sets with templates and options templates. Not
 * thread-safe.
 */
final class TemplateSets {

    private static final int FIRST_TEMPLATE = 256;
    private static final int SPECIFIER = 4;

    private final boolean ipfix;
    private final Sources sources;
    private final NetflowCounters counters;
    private final TemplateReader reader;

    TemplateSets(boolean ipfix, Sources sources, NetflowCounters counters) {
        this.ipfix = ipfix;
        this.sources = sources;
        this.counters = counters;
        reader = new TemplateReader(ipfix);
    }

    /** Reads a set; false if a template in it goes beyond its end. What is shorter than a template is padding. */
    boolean read(Bytes bytes, int start, int end, boolean options, Source source, MessageTimes times) {
        int least = options ? 6 : SPECIFIER;
        int at = start;
        try {
            while (end - at >= SPECIFIER) {
                int id = bytes.u16(at);
                if (id < FIRST_TEMPLATE && !isWithdrawalOfAll(bytes, at, id)) {
                    // Padding, or an id that no data set can have.
                    return isPadding(bytes, at, end);
                }
                if (ipfix && bytes.u16(at + 2) == 0) {
                    withdraw(source, id, options);
                    at += SPECIFIER;
                } else if (end - at < least) {
                    return false;
                } else {
                    at = readTemplate(bytes, at, end, options, source, times);
                }
            }
            return true;
        } catch (IndexOutOfBoundsException e) {
            counters.templateMalformed();
            return false;
        }
    }

    /** RFC 7011 section 8.1: a template without fields withdraws; set ids 2 and 3 mean all templates of a kind. */
    private boolean isWithdrawalOfAll(Bytes bytes, int at, int id) {
        return ipfix && (id == 2 || id == 3) && bytes.u16(at + 2) == 0;
    }

    private static boolean isPadding(Bytes bytes, int start, int end) {
        for (int at = start; at < end; at++) {
            if (bytes.u8(at) != 0) {
                return false;
            }
        }
        return true;
    }

    private void withdraw(Source source, int id, boolean options) {
        if (id < FIRST_TEMPLATE) {
            sources.withdrawAll(source, options);
        } else {
            sources.withdraw(source, id);
        }
    }

    private int readTemplate(Bytes bytes, int at, int end, boolean options, Source source, MessageTimes times) {
        int id = bytes.u16(at);
        int fields = bytes.u16(at + 2);
        int scope = 0;
        int header = SPECIFIER;
        if (options) {
            scope = bytes.u16(at + (ipfix ? 4 : 2)) / (ipfix ? 1 : SPECIFIER);
            // NetFlow v9 states the bytes of scope and options, IPFIX the number of all fields and those of the scope.
            fields = ipfix ? fields : scope + bytes.u16(at + 4) / SPECIFIER;
            header = 6;
        }
        Template template = reader.read(bytes, at + header, end, fields, scope, options);
        // RFC 7011 section 3.4.2.1: the scope must have a field.
        if (template == null || options && ipfix && (scope == 0 || scope > fields)) {
            counters.templateMalformed();
        } else {
            sources.put(source, id, template, times.arrival().steadyNanos());
        }
        return reader.at();
    }
}
