package io.wadi.packet.app;

import io.wadi.net.Bytes;
import java.util.Set;

/** S7 communication of Siemens (proprietary) over TPKT and COTP. The newer protocol is reported as S7comm-plus. */
final class S7comm implements ApplicationDecoder {

    private static final int CLASSIC = 0x32;
    private static final int PLUS = 0x72;

    @Override
    public String protocol() {
        return "S7comm";
    }

    @Override
    public Set<String> protocols() {
        return Set.of(protocol(), "S7comm-plus");
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).at(102).starting(3);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (!Tpkt.isFrame(payload) || !payload.has(0, 8) || Tpkt.type(payload) != Tpkt.DATA) {
            return false;
        }
        if (payload.u8(7) == PLUS) {
            context.protocol("S7comm-plus");
        }
        return payload.u8(7) == CLASSIC || payload.u8(7) == PLUS;
    }
}
