package io.wadi.pipeline;

import io.wadi.geoip.EnrichedBatch;
import io.wadi.message.PacketBatch;
import io.wadi.message.ReadBatch;
import org.apache.camel.Exchange;

/**
 * A step of a store route that adds a null after a packet named {@code poison}. Later steps do not expect null: it
 * stands for a bug that the content of a message triggers.
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
