package io.wadi.packet.app;

import java.util.ArrayList;
import java.util.List;

/** Collects the registrations of decoders. */
final class DecoderRegistry {

    private final DecoderIndex tcp = new DecoderIndex();
    private final DecoderIndex udp = new DecoderIndex();
    private final List<Runnable> last = new ArrayList<>();

    /** Creates a registry of all given decoders. */
    DecoderRegistry(List<ApplicationDecoder> decoders) {
        decoders.forEach(decoder -> decoder.register(this));
        last.forEach(Runnable::run);
    }

    /** Registers a decoder for TCP payloads. */
    DecoderIndex.Registration tcp(ApplicationDecoder decoder) {
        return new DecoderIndex.Registration(decoder, tcp);
    }

    /** Registers a decoder for UDP payloads. */
    DecoderIndex.Registration udp(ApplicationDecoder decoder) {
        return new DecoderIndex.Registration(decoder, udp);
    }

    /** Registers a decoder for both. */
    DecoderIndex.Registration both(ApplicationDecoder decoder) {
        return new DecoderIndex.Registration(decoder, tcp, udp);
    }

    /** Registers after all other decoders, for protocols that any first byte can start or that are easily confused. */
    void last(Runnable registration) {
        last.add(registration);
    }

    /** The decoders of TCP payloads. */
    DecoderIndex tcp() {
        return tcp;
    }

    /** The decoders of UDP payloads. */
    DecoderIndex udp() {
        return udp;
    }
}
