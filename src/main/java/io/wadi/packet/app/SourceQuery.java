package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Server queries of the Source engine (Valve) and of Quake 3: four bytes 0xff and a known word. */
final class SourceQuery implements ApplicationDecoder {

    private static final String[] WORDS = {
        "TSource Engine Query", "getstatus", "getinfo", "statusResponse", "infoResponse", "getservers"
    };

    @Override
    public String protocol() {
        return "A2S";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).starting(0xff);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 5) && payload.i32(0) == -1 && Text.startsWithAny(payload, 4, WORDS);
    }
}
