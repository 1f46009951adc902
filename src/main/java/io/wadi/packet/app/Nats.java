package io.wadi.packet.app;

import io.wadi.net.Bytes;

/**
 * NATS (its client protocol): the server's INFO and the client's CONNECT on any port, other commands on its own port.
 */
final class Nats implements ApplicationDecoder {

    private static final String[] WORDS = {"PING\r\n", "PONG\r\n", "PUB ", "SUB ", "UNSUB ", "MSG ", "+OK\r\n", "-ERR "
    };

    @Override
    public String protocol() {
        return "NATS";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting("ICPSUM+-");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "INFO {\"server_id\"")
                || payload.startsWith(0, "CONNECT {\"verbose\"")
                || context.is(ApplicationContext.TCP, 4222) && Text.startsWithAny(payload, 0, WORDS);
    }
}
