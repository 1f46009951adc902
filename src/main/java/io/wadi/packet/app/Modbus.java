package io.wadi.packet.app;

import io.wadi.net.Bytes;
import java.util.Set;

/** Modbus over TCP (its messaging guide): the header on its own port. Schneider's function 90 is reported as UMAS. */
final class Modbus implements ApplicationDecoder {

    private static final int LONGEST = 1500;
    private static final int UMAS = 0x5a;

    @Override
    public String protocol() {
        return "Modbus";
    }

    @Override
    public Set<String> protocols() {
        return Set.of(protocol(), "UMAS");
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).at(502);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (!payload.has(0, 8)
                || payload.u16(2) != 0
                || payload.u16(4) < 2
                || payload.u16(4) > LONGEST
                || payload.u16(4) > payload.length() - 6) {
            return false;
        }
        if (payload.u8(7) == UMAS) {
            context.protocol("UMAS");
        }
        return true;
    }
}
