package io.wadi.packet.app;

import java.util.ArrayList;
import java.util.List;

/** Where a decoder says when it is asked. */
final class DecoderRegistry {

    private final DecoderIndex tcp = new DecoderIndex();
    private final DecoderIndex udp = new DecoderIndex();
    private final List<Runnable> last = new ArrayList<>();

    /** A registry of decoders, each registered. */
    DecoderRegistry(List<ApplicationDecoder> decoders) {
        decoders.forEach(decoder -> decoder.register(this));
        last.forEach(Runnable::run);
    }

    /** Asks a decoder about TCP payloads. */
    DecoderIndex.Registration tcp(ApplicationDecoder decoder) {
        return new DecoderIndex.Registration(decoder, tcp);
    }

    /** Asks a decoder about UDP payloads. */
    DecoderIndex.Registration udp(ApplicationDecoder decoder) {
        return new DecoderIndex.Registration(decoder, udp);
    }

    /** Asks a decoder about the payloads of both. */
    DecoderIndex.Registration both(ApplicationDecoder decoder) {
        return new DecoderIndex.Registration(decoder, tcp, udp);
    }

    /** Registers after all others, because any byte may come first or because much looks like it. */
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
