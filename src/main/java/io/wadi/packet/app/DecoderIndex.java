package io.wadi.packet.app;

import io.wadi.net.Bytes;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds the decoders of one transport by port and by the first byte of a payload, so only few of them check a packet.
 * Decoders of the ports come first. Both lists are in the order of registration.
 */
final class DecoderIndex {

    private static final ApplicationDecoder[] NONE = {};
    private static final int FIRST_BYTES = 256;

    private final PortTable<ApplicationDecoder[]> byPort = new PortTable<>();
    private final ApplicationDecoder[][] byFirstByte = new ApplicationDecoder[FIRST_BYTES][];
    private final Set<String> protocols = new HashSet<>();

    DecoderIndex() {
        Arrays.fill(byFirstByte, NONE);
    }

    void addPort(int port, ApplicationDecoder decoder) {
        ApplicationDecoder[] known = byPort.get(port);
        byPort.put(port, append(known == null ? NONE : known, decoder));
    }

    void addFirstByte(int value, ApplicationDecoder decoder) {
        byFirstByte[value] = append(byFirstByte[value], decoder);
    }

    private static ApplicationDecoder[] append(ApplicationDecoder[] list, ApplicationDecoder decoder) {
        ApplicationDecoder[] longer = Arrays.copyOf(list, list.length + 1);
        longer[list.length] = decoder;
        return longer;
    }

    /** All names that its decoders may give to a packet. */
    Set<String> protocols() {
        return protocols;
    }

    /** The protocol of a payload of at least one byte, or null. */
    String recognise(Bytes payload, ApplicationContext context) {
        String found = ask(byPort.get(context.dstPort()), payload, context);
        if (found == null && context.srcPort() != context.dstPort()) {
            found = ask(byPort.get(context.srcPort()), payload, context);
        }
        return found != null ? found : ask(byFirstByte[payload.u8(0)], payload, context);
    }

    private static String ask(ApplicationDecoder[] decoders, Bytes payload, ApplicationContext context) {
        if (decoders == null) {
            return null;
        }
        for (ApplicationDecoder decoder : decoders) {
            if (recognises(decoder, payload, context)) {
                String refined = context.refinedProtocol();
                return refined != null ? refined : decoder.protocol();
            }
        }
        return null;
    }

    /** A decoder that reads after the end of a truncated payload has not recognised it. */
    private static boolean recognises(ApplicationDecoder decoder, Bytes payload, ApplicationContext context) {
        try {
            return decoder.recognise(payload, context);
        } catch (IndexOutOfBoundsException e) {
            return false;
        }
    }

    /** Registers when a decoder is called, for one or both transports. */
    static final class Registration {

        private final ApplicationDecoder decoder;
        private final DecoderIndex[] indexes;

        Registration(ApplicationDecoder decoder, DecoderIndex... indexes) {
            this.decoder = decoder;
            this.indexes = indexes;
            for (DecoderIndex index : indexes) {
                index.protocols.addAll(decoder.protocols());
            }
        }

        /** Calls it if either port is one of these. */
        Registration at(int... ports) {
            for (DecoderIndex index : indexes) {
                for (int port : ports) {
                    index.addPort(port, decoder);
                }
            }
            return this;
        }

        /** Calls it if the payload starts with one of these characters. */
        Registration starting(String characters) {
            return starting(characters.chars().toArray());
        }

        /** Calls it if the payload starts with one of these bytes. */
        Registration starting(int... bytes) {
            for (DecoderIndex index : indexes) {
                for (int value : bytes) {
                    index.addFirstByte(value, decoder);
                }
            }
            return this;
        }

        /** Calls it if the payload starts with a byte in this range. */
        Registration startingFrom(int first, int last) {
            for (int value = first; value <= last; value++) {
                starting(value);
            }
            return this;
        }

        /** Calls it for all ports and first bytes. */
        Registration always() {
            return startingFrom(0, FIRST_BYTES - 1);
        }
    }
}
