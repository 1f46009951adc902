package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** collectd's binary protocol (collectd's wiki): the first part has the host's name or the time. */
final class Collectd implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "collectd";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(25826);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (!payload.has(0, 6)) {
            return false;
        }
        int length = payload.u16(2);
        if (payload.u16(0) == 0) {
            return length >= 6
                    && payload.has(length - 1, 1)
                    && payload.u8(length - 1) == 0
                    && Text.isPrintable(payload, 4, length - 5);
        }
        return (payload.u16(0) == 1 || payload.u16(0) == 8) && length == 12;
    }
}
