package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** CIP's implicit messages over UDP (ODVA): a list that starts with a sequenced or connected address item. */
final class CipIo implements ApplicationDecoder {

    private static final int SEQUENCED = 0x8002;
    private static final int CONNECTED = 0x00a1;

    @Override
    public String protocol() {
        return "CIP-IO";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(2222);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 10)
                && payload.u16le(0) <= 4
                && (payload.u16le(2) == SEQUENCED || payload.u16le(2) == CONNECTED);
    }
}
