package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** PostgreSQL's protocol 3.0 (PostgreSQL manual, "Message Formats"): the first message of a connection. */
final class Postgres implements ApplicationDecoder {

    private static final int VERSION_3 = 0x0003_0000;
    private static final int CANCEL = 80877102;
    private static final int GSS_ENCRYPTION = 80877104;

    @Override
    public String protocol() {
        return "PostgreSQL";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).at(5432).starting(0);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        if (!payload.has(0, 8) || payload.i32(0) != payload.length()) {
            return false;
        }
        int code = payload.i32(4);
        return code == VERSION_3 || code >= CANCEL && code <= GSS_ENCRYPTION;
    }
}
