package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Wake-on-LAN (AMD's Magic Packet Technology): six bytes 0xff and a repeated MAC address. */
final class WakeOnLan implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "WoL";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).starting(0xff);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 102)
                && payload.i32(0) == -1
                && payload.u16(4) == 0xffff
                && payload.u48(6) == payload.u48(12)
                && payload.u48(6) == payload.u48(96);
    }
}
