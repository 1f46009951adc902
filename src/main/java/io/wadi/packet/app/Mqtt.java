package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** MQTT 3.1 to 5 (OASIS): packet CONNECT on any port, all packet types on its own port. */
final class Mqtt implements ApplicationDecoder {

    private static final int CONNECT = 0x10;
    private static final int LONGEST_LENGTH = 4;

    @Override
    public String protocol() {
        return "MQTT";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).at(1883).starting(0x10);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        int at = bodyAt(payload);
        if (at < 0) {
            return false;
        }
        if (payload.u8(0) == CONNECT && payload.has(at, 8)) {
            return payload.u16(at) == 4 && payload.startsWith(at + 2, "MQTT")
                    || payload.u16(at) == 6 && payload.startsWith(at + 2, "MQIsdp");
        }
        return context.is(ApplicationContext.TCP, 1883) && payload.u8(0) >= CONNECT;
    }

    /** The position after the remaining length, which has up to four bytes; -1 if it has no end. */
    private static int bodyAt(Bytes payload) {
        for (int at = 1; at <= LONGEST_LENGTH && payload.has(at, 1); at++) {
            if (payload.u8(at) < 0x80) {
                return at + 1;
            }
        }
        return -1;
    }
}
