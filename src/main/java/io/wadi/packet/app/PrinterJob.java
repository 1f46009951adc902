package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Printer Job Language: the universal exit that opens a print job. */
public final class PrinterJob implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "PJL";
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "\u001b%-12345X");
    }
}
