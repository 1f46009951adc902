package io.wadi.packet.app;

import io.wadi.net.Bytes;

/** CAN frames in datagrams (proconX's CAN-ETH gateways): the magic text. */
final class CanEthernet implements ApplicationDecoder {

    @Override
    public String protocol() {
        return "CAN-ETH";
    }

    @Override
    public void register(DecoderRegistry registry) {
        registry.udp(this).starting("I");
    }

    @Override
    public boolean recognise(Bytes payload, ApplicationContext context) {
        return payload.startsWith(0, "ISO11898");
    }
}
