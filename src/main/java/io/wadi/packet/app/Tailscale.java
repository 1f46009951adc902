package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Tailscale's path discovery (package disco of its source): the magic bytes of a datagram. */
final class Tailscale implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "Tailscale";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).starting("T");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 62) && payload.i32(0) == 0x5453f09f && payload.u16(4) == 0x92ac;
    }
}
