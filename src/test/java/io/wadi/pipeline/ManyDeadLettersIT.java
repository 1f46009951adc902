package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import io.wadi.store.StoreCounters;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.api.management.ManagedCamelContext;
import org.apache.camel.api.management.mbean.ManagedProcessorMBean;
import org.junit.jupiter.api.Test;

/** A poll full of unreadable messages: their letters are written together, because one at a time takes minutes. */
class ManyDeadLettersIT extends PoisonedTopic {

    private static final int BAD = 10_000;
    private static final List<String> CONSUMERS = List.of("wadi-store-flows", "wadi-store-traffic");

    @Override
    Pipeline pipeline(Settings of) throws Exception {
        of.set("wadi.store-traffic.poll-packets", String.valueOf(BAD));
        of.set("wadi.store-flows.poll-packets", String.valueOf(BAD));
        return super.pipeline(of);
    }

    @Test
    void theLettersOfAPollAreWrittenInFewRequests() throws Exception {
        start("packets");
        List<String> messages =
                IntStream.range(0, BAD).mapToObj(number -> "no JSON " + number).toList();
        publish(settings.get(KafkaSettings.TOPIC), messages);
        CONSUMERS.forEach(consumer -> awaitEnd(consumer, BAD));
        assertThat(CONSUMERS).allSatisfy(consumer -> assertThat(dead(consumer)).isEqualTo(BAD));
        StoreCounters counters = pipeline.context().getRegistry().findSingleByType(StoreCounters.class);
        assertThat(counters.getDead()).isEqualTo(Map.of(CONSUMERS.get(0), (long) BAD, CONSUMERS.get(1), (long) BAD));
        assertThat(letters()).hasSize(2 * BAD);
        ManagedProcessorMBean sending = pipeline.context()
                .getCamelContextExtension()
                .getContextPlugin(ManagedCamelContext.class)
                .getManagedProcessor("publish-dead-letters");
        assertThat(sending.getExchangesTotal()).isBetween(2L, 2L * BAD / 50);
    }
}
