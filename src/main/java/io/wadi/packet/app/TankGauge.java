package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Automatic tank gauges (Veeder-Root TLS-350): a command, or the report that repeats it, on its own port. */
final class TankGauge implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "ATG";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).at(10001);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (!payload.has(0, 7)) {
            return false;
        }
        int function = payload.u8(1) | 0x20;
        return (payload.u8(0) == 1 || payload.u8(0) == '\n')
                && (function == 'i' || function == 's')
                && Text.isDigits(payload, 2, 3);
    }
}
