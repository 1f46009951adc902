package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** H.225 call signalling of H.323 (ITU-T Q.931): its messages in TPKT, on its own port. */
final class Q931 implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "H.323";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).at(1720);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 8) && Tpkt.isFrame(payload) && payload.u8(4) == 0x08;
    }
}
