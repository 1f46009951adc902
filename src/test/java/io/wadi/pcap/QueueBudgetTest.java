package io.wadi.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class QueueBudgetTest {

    private final QueueBudget budget = new QueueBudget(10, 1000);

    @Test
    void isBoundedInPackets() {
        assertThat(budget.tryAcquire(6, 10)).isTrue();
        assertThat(budget.tryAcquire(5, 10)).isFalse();
        assertThat(budget.tryAcquire(4, 10)).isTrue();
        assertThat(budget.packets()).isEqualTo(10);
        budget.release(6, 10);
        assertThat(budget.tryAcquire(6, 10)).isTrue();
    }

    @Test
    void isBoundedInBytes() {
        assertThat(budget.tryAcquire(1, 900)).isTrue();
        assertThat(budget.tryAcquire(1, 101)).isFalse();
        budget.release(0, 900);
        assertThat(budget.tryAcquire(1, 1000)).isTrue();
    }

    @Test
    void oneBatchThatIsTooBigFitsIntoAnEmptyBudgetOnly() {
        assertThat(budget.tryAcquire(1, 5000)).isTrue();
        assertThat(budget.tryAcquire(1, 1)).isFalse();
        budget.release(1, 5000);
        assertThat(budget.tryAcquire(11, 1)).isTrue();
    }

    @Test
    void waitsForRoom() throws InterruptedException {
        budget.acquire(10, 0);
        AtomicBoolean through = new AtomicBoolean();
        Thread waiter = new Thread(() -> {
            try {
                budget.acquire(1, 0);
                through.set(true);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        waiter.start();
        await().until(() -> waiter.getState() == Thread.State.WAITING);
        assertThat(through).isFalse();
        budget.release(1, 0);
        waiter.join();
        assertThat(through).isTrue();
        assertThat(budget.packets()).isEqualTo(10);
    }

    @Test
    void knowsWhetherItIsEmpty() throws InterruptedException {
        assertThat(budget.awaitEmpty(0)).isTrue();
        budget.acquire(1, 1);
        assertThat(budget.awaitEmpty(0)).isFalse();
        budget.release(1, 0);
        assertThat(budget.awaitEmpty(1)).isFalse();
        budget.release(0, 1);
        assertThat(budget.awaitEmpty(0)).isTrue();
    }
}
