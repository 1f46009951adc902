package io.wadi.packet.app;

import io.wadi.net.Bytes;
import java.util.Set;

/** SMB 1 to 3 over TCP (MS-CIFS, MS-SMB2): the magic bytes. Versions 2 and 3 are reported as SMB2. */
final class Smb implements ApplicationDecoder {

    private static final int SMB1 = 0xff534d42;
    private static final int SMB2 = 0xfe534d42;
    private static final int ENCRYPTED = 0xfd534d42;
    private static final int COMPRESSED = 0xfc534d42;

    @Override
    public String protocol() {
        return "SMB";
    }

    @Override
    public Set<String> protocols() {
        return Set.of(protocol(), "SMB2");
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).at(139, 445).starting(0);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (!payload.has(0, 8) || payload.u8(0) != 0) {
            return false;
        }
        int magic = payload.i32(4);
        if (magic == SMB2 || magic == ENCRYPTED || magic == COMPRESSED) {
            context.protocol("SMB2");
        }
        return magic == SMB1 || magic == SMB2 || magic == ENCRYPTED || magic == COMPRESSED;
    }
}
