package io.wadi.packet.app;

import io.wadi.net.Bytes;
import java.util.Set;

/**
 * ONC RPC (RFC 5531) of NFS and related programs, over TCP after a record mark; reported by the name of the program.
 */
final class SunRpc implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "RPC";
    }

    @Override
    public Set<String> protocols() {
        return Set.of(protocol(), "Portmap", "NFS", "MOUNT", "NLM");
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.both(this).at(111, 2049);
        registry.tcp(this).starting(0x80);
        registry.last(() -> registry.udp(this).always());
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        int at = context.transport() == ApplicationContext.TCP ? 4 : 0;
        if (!payload.has(at, 12) || at > 0 && (payload.u8(0) & 0x80) == 0) {
            return false;
        }
        boolean call = payload.i32(at + 4) == 0 && payload.i32(at + 8) == 2 && payload.has(at + 12, 4);
        String program = call ? program(payload.i32(at + 12)) : isReply(payload, at) ? programOf(context) : null;
        if (program != null) {
            context.protocol(program);
        }
        return program != null;
    }

    private static String program(int number) {
        return switch (number) {
            case 100000 -> "Portmap";
            case 100003 -> "NFS";
            case 100005 -> "MOUNT";
            case 100021 -> "NLM";
            case 100024, 100011, 100227 -> "RPC";
            default -> null;
        };
    }

    /** A reply does not contain the program, so only the port identifies it. */
    private static String programOf(ApplicationContext context) {
        return context.srcPort() == 2049 ? "NFS" : context.srcPort() == 111 ? "Portmap" : null;
    }

    private static boolean isReply(Bytes payload, int at) {
        return payload.i32(at + 4) == 1 && (payload.i32(at + 8) & ~1) == 0;
    }
}
