package io.wadi.netflow;

import io.wadi.net.Bytes;
import java.util.Arrays;

/**
 * Reads the field specifiers of one template (RFC 3954 sections 5.2 and 6.1, RFC 7011 sections 3.4.1 and 3.4.2). Not
 * thread-safe.
 */
final class TemplateReader {

    private static final int ENTERPRISE_BIT = 0x8000;
    /** RFC 3954 section 6.1. */
    private static final int INTERFACE_SCOPE = 2;

    private static final int VARIABLE_LENGTH = 0xffff;

    private final boolean ipfix;
    private int[] fields = new int[64];
    private int[] lengths = new int[64];
    private int count;
    private int at;

    TemplateReader(boolean ipfix) {
        this.ipfix = ipfix;
    }

    /** The position after the template that was read last. */
    int at() {
        return at;
    }

    /**
     * Reads field specifiers.
     *
     * @param specifiers number of specifiers, with those of the scope
     * @param scope how many of them are the scope; NetFlow v9 numbers scopes otherwise than fields
     * @param options whether it is an options template
     * @return the template; null if its records could have no bytes
     * @throws IndexOutOfBoundsException if the specifiers do not end before {@code end}
     */
    Template read(Bytes bytes, int start, int end, int specifiers, int scope, boolean options) {
        at = start;
        count = 0;
        for (int i = 0; i < specifiers; i++) {
            readSpecifier(bytes, end, !ipfix && i < scope, options);
        }
        Template template = new Template(options, Arrays.copyOf(fields, count), Arrays.copyOf(lengths, count));
        return template.leastLength() == 0 ? null : template;
    }

    private void readSpecifier(Bytes bytes, int end, boolean isScope, boolean options) {
        if (at + 4 > end) {
            throw new IndexOutOfBoundsException("a template goes beyond its set");
        }
        int element = bytes.u16(at);
        int length = bytes.u16(at + 2);
        at += 4;
        long enterprise = 0;
        if (ipfix && (element & ENTERPRISE_BIT) != 0) {
            if (at + 4 > end) {
                throw new IndexOutOfBoundsException("a template goes beyond its set");
            }
            enterprise = bytes.u32(at);
            at += 4;
        }
        int field = isScope
                ? fieldOfScope(element)
                : InformationElements.fieldOf(enterprise, element & (ipfix ? ~ENTERPRISE_BIT : ~0));
        if (!options && field != InformationElements.NONE && FlowField.values()[field].isText()) {
            field = InformationElements.NONE;
        }
        add(field, ipfix && length == VARIABLE_LENGTH ? Template.VARIABLE : length);
    }

    private static int fieldOfScope(int type) {
        return type == INTERFACE_SCOPE ? FlowField.IN_INTERFACE.ordinal() : InformationElements.NONE;
    }

    /** Consecutive parts of fixed length that are not read become one. */
    private void add(int field, int length) {
        boolean merges = field == InformationElements.NONE
                && length != Template.VARIABLE
                && count > 0
                && fields[count - 1] == InformationElements.NONE
                && lengths[count - 1] != Template.VARIABLE;
        if (merges) {
            lengths[count - 1] += length;
            return;
        }
        if (count == fields.length) {
            fields = Arrays.copyOf(fields, 2 * count);
            lengths = Arrays.copyOf(lengths, 2 * count);
        }
        fields[count] = field;
        lengths[count] = length;
        count++;
    }
}
