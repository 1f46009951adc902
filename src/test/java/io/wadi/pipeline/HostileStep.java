package io.wadi.pipeline;

import io.wadi.geoip.EnrichedBatch;
import io.wadi.message.PacketBatch;
import io.wadi.message.ReadBatch;
import org.apache.camel.Exchange;

/**
 * A step of a store route after which a packet named {@code poison} is followed by one that is null, which nothing behind
 * it expects: it stands for a fault that a message's content brings to light.
 */
public final class HostileStep {

    /** Poisons a batch of packets, or one with places. */
    public void poison(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        ReadBatch batch = body instanceof EnrichedBatch enriched ? enriched.batch() : (ReadBatch) body;
        PacketBatch packets = (PacketBatch) batch;
        if (packets.packets().stream().anyMatch(packet -> "poison".equals(packet.name()))) {
            packets.packets().add(null);
        }
    }

    /** Fails as something does that passes. */
    public void fail() {
        if (failing) {
            throw new IllegalStateException("the pool is closed");
        }
    }

    static volatile boolean failing;
}
