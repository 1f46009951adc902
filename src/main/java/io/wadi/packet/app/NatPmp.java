package io.wadi.packet.app;

import io.wadi.net.Bytes;
import java.util.Set;

/** NAT-PMP (RFC 6886), and its successor, which is reported as PCP (RFC 6887): the version, on its own ports. */
final class NatPmp implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "NAT-PMP";
    }

    @Override
    public Set<String> protocols() {
        return Set.of(protocol(), "PCP");
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).at(5350, 5351);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (!payload.has(0, 2)) {
            return false;
        }
        if (payload.u8(0) == 2 && payload.length() >= 24) {
            context.protocol("PCP");
            return true;
        }
        return payload.u8(0) == 0 && (payload.u8(1) & 0x7f) <= 2 && payload.length() <= 16;
    }
}
