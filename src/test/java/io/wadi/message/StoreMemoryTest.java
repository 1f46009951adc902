package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.UnitOfWorkHelper;
import org.junit.jupiter.api.Test;

class StoreMemoryTest {

    private static final int LIMIT = 1_000;

    private final CamelContext camel = new DefaultCamelContext();
    private final StoreMemory memory = new StoreMemory(LIMIT);
    private final List<Exchange> groups = new ArrayList<>();

    private Exchange group() {
        Exchange group = new DefaultExchange(camel);
        groups.add(group);
        return group;
    }

    @Test
    void aGroupGrowsUpToAFifthOfTheLimit() {
        Exchange group = group();
        assertThat(memory.hold(group, 100)).isFalse();
        assertThat(memory.hold(group, 200)).isFalse();
        assertThat(memory.hold(group, 201)).isTrue();
        assertThat(memory.heldBytes()).isEqualTo(201);
        assertThat(memory.earlyBatches()).isEqualTo(1);
    }

    @Test
    void groupsOfAllPartitionsShareTheLimit() {
        for (int partition = 0; partition < 100; partition++) {
            assertThat(memory.hold(group(), 10)).isFalse();
        }
        assertThat(memory.hold(group(), 1)).isTrue();
        assertThat(memory.heldBytes()).isEqualTo(LIMIT + 1);
    }

    @Test
    void aStoredGroupIsReleased() {
        Exchange group = group();
        memory.hold(group, 150);
        memory.releaseAfter(group);
        assertThat(memory.heldBytes()).isEqualTo(150);
        UnitOfWorkHelper.doneSynchronizations(
                group, group.getExchangeExtension().handoverCompletions());
        assertThat(memory.heldBytes()).isZero();
    }

    /** A route that is replaced discards its groups without a word. */
    @Test
    void aDiscardedGroupIsReleasedWhenItIsCollected() {
        memory.hold(group(), 150);
        groups.clear();
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            System.gc();
            return memory.heldBytes() == 0;
        });
    }

    @Test
    void metersShowWhatIsHeld() {
        MeterRegistry meters = new SimpleMeterRegistry();
        memory.bindTo(meters);
        memory.hold(group(), 201);
        assertThat(meters.get("wadi.store.held").gauge().value()).isEqualTo(201);
        assertThat(meters.get("wadi.store.held.limit").gauge().value()).isEqualTo(LIMIT);
        assertThat(meters.get("wadi.store.early.batches").functionCounter().count())
                .isEqualTo(1);
    }
}
