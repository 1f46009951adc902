package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** EtherNet/IP encapsulation (ODVA): a known command and a length within the payload, on its own port. */
final class EtherNetIp implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "EtherNet-IP";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.both(this).at(44818);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 24)
                && isCommand(payload.u16le(0))
                && payload.u16le(2) + 24 <= payload.length()
                && payload.i32le(8) < 0x100;
    }

    private static boolean isCommand(int code) {
        return code == 0 || code == 4 || code >= 0x63 && code <= 0x66 || code == 0x6f || code == 0x70 || code == 0x72;
    }
}
