package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Printer Job Language (HP's PJL reference manual): the universal exit sequence that starts a job. */
final class PrinterJob implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "PJL";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting(0x1b);
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "\u001b%-12345X");
    }
}
