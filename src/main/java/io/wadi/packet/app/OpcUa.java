package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** OPC UA's binary protocol (IEC 62541-6): a message header with a possible length. */
final class OpcUa implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "OPC-UA";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).at(4840).starting("HAOMC");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (!payload.has(0, 8) || payload.i32le(4) < 8) {
            return false;
        }
        int kind = payload.u8(3);
        boolean known = payload.startsWith(0, "HEL")
                || payload.startsWith(0, "ACK")
                || payload.startsWith(0, "OPN")
                || payload.startsWith(0, "MSG")
                || payload.startsWith(0, "CLO");
        return known && (kind == 'F' || kind == 'C' || kind == 'A') && payload.i32le(4) >= payload.length();
    }
}
