package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** Zabbix (Zabbix manual, "Header and data length"): the header. */
final class Zabbix implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "Zabbix";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.tcp(this).starting("Z");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "ZBXD") && payload.has(4, 1) && payload.u8(4) <= 7;
    }
}
