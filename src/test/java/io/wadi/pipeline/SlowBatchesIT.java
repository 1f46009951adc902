package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import io.wadi.store.StoreCounters;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A database that stores few rows in time, and many never. Triggers make it so. */
class SlowBatchesIT extends PoisonedTopic {

    @Override
    Pipeline pipeline(Settings of) throws Exception {
        of.set("wadi.database.statement-seconds", "2");
        return new Pipeline(of, Set.of(Stage.STORE_TRAFFIC, Stage.STORE_FLOWS), TestServers.cache());
    }

    /** A batch has up to a thousand messages, which have to be halved twice. */
    private void slow(String table) {
        database.execute("create or replace function slow() returns trigger language plpgsql as $$ begin"
                + " if (select count(*) from added) > 300 then perform pg_sleep(60); end if; return null; end $$");
        database.execute("create trigger slow after insert on " + table
                + " referencing new table as added for each statement execute function slow()");
    }

    @Test
    void aBatchThatTakesTooLongIsStoredInSmallerOnes() throws Exception {
        start("packets");
        slow("traffic");
        slow("flows");
        publish(settings.get(KafkaSettings.TOPIC), numbered(PoisonedTopic::packet));
        List<String> consumers = List.of("wadi-store-traffic", "wadi-store-flows");
        consumers.forEach(this::awaitEnd);
        assertThat(number("select count(*) from traffic")).isEqualTo(MESSAGES);
        assertThat(number("select sum(packets) from flows")).isEqualTo(MESSAGES);
        StoreCounters counters = pipeline.context().getRegistry().findSingleByType(StoreCounters.class);
        assertThat(consumers).allSatisfy(consumer -> {
            assertThat(dead(consumer)).isZero();
            assertThat(counters.getSlowBatches().get(consumer)).isPositive();
            assertThat(counters.getRefusedBatches().get(consumer)).isZero();
        });
    }
}
