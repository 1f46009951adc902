package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Lustre's LNet over TCP (defined by its source code): the magic numbers of a connection, on its own port. */
final class Lustre implements ApplicationDecoder {

    private static final int ACCEPTOR = 0xacce7100;
    private static final int SOCKET = 0x45726963;

    @Override
    public String protocol() {
        return "Lustre";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).at(988);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 16)
                && (payload.i32le(0) == ACCEPTOR
                        || payload.i32(0) == ACCEPTOR
                        || payload.i32le(0) == SOCKET
                        || payload.i32(0) == SOCKET);
    }
}
