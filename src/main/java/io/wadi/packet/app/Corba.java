package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** CORBA's GIOP, the compressed ZIOP and the multicast MIOP (OMG): the magic text. */
final class Corba implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "GIOP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.both(this).starting("GZM");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "GIOP") && payload.has(4, 2) && payload.u8(4) == 1
                || payload.startsWith(0, "ZIOP")
                || payload.startsWith(0, "MIOP");
    }
}
