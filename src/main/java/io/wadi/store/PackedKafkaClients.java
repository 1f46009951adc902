package io.wadi.store;

import io.wadi.message.RenewedConsumer;
import io.wadi.message.SpokenProtocol;
import io.wadi.settings.BeyondEnd;
import java.util.Properties;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * The bean {@code packed-kafka}: gives the store routes consumers that return one {@link io.wadi.message.RecordPack}
 * per partition and poll, and that start at the stored offset. Camel then processes one exchange per poll instead of
 * one per packet. Sinks without a client factory get Camel's own consumers.
 */
public final class PackedKafkaClients extends DefaultKafkaClientFactory {

    private final StoredOffsets offsets;
    private final BeyondEnd beyondEnd;

    public PackedKafkaClients(StoredOffsets offsets, BeyondEnd beyondEnd) {
        this.offsets = offsets;
        this.beyondEnd = beyondEnd;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Consumer getConsumer(Properties properties) {
        SpokenProtocol.check(properties);
        return RenewedConsumer.of(() -> new PackedConsumer(properties, offsets, beyondEnd));
    }
}
