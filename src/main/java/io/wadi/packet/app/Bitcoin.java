package io.wadi.packet.app;

import io.wadi.net.Bytes;

/**
 * Bitcoin's peer protocol (Bitcoin developer reference): the magic number of the main or test network, and a command.
 */
final class Bitcoin implements ApplicationDecoder {

    private static final int MAIN = 0xf9beb4d9;
    private static final int TEST = 0x0b110907;

    @Override
    public String protocol() {
        return "Bitcoin";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting(0xf9, 0x0b);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.has(0, 24)
                && (payload.i32(0) == MAIN || payload.i32(0) == TEST)
                && payload.u8(4) >= 'a'
                && payload.u8(4) <= 'z';
    }
}
