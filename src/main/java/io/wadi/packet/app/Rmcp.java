package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** RMCP of IPMI and ASF (DMTF DSP0136): version and message class, on its own ports. */
final class Rmcp implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "RMCP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(623, 664);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 4) && payload.u8(0) == 6 && payload.u8(1) == 0 && isMessageClass(payload.u8(3) & 0x1f);
    }

    private static boolean isMessageClass(int value) {
        return value == 6 || value == 7 || value == 8;
    }
}
