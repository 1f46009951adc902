package io.wadi.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.packet.QueueBudget.Charge;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class QueueBudgetTest {

    private static final int EXCHANGE = QueueBudget.EXCHANGE_BYTES;
    private static final int BYTES = 100_000;
    private static final int WAITING = 60_000;

    private final QueueBudget budget = new QueueBudget(10, BYTES, WAITING);

    @Test
    void isBoundedInPackets() {
        Charge first = budget.tryAcquire(6, 10);
        assertThat(first).isNotNull();
        assertThat(budget.tryAcquire(5, 10)).isNull();
        assertThat(budget.tryAcquire(4, 10)).isNotNull();
        assertThat(budget.packets()).isEqualTo(10);
        first.release();
        assertThat(budget.tryAcquire(6, 10)).isNotNull();
    }

    @Test
    void isBoundedInBytesOfWaitingFramesAndInAllBytes() {
        Charge first = budget.tryAcquire(1, WAITING - EXCHANGE);
        assertThat(budget.tryAcquire(1, 1)).as("more waiting frames").isNull();
        first.decoded(1, WAITING - EXCHANGE);
        assertThat(budget.tryAcquire(1, BYTES - WAITING - EXCHANGE + 1)).isNull();
        assertThat(budget.tryAcquire(1, BYTES - WAITING - EXCHANGE)).isNotNull();
        assertThat(budget.bytes()).isEqualTo(BYTES);
    }

    @Test
    void sharesItsBytesWithThoseThatHaveJoined() {
        AtomicInteger sharers = new AtomicInteger();
        QueueBudget other = new QueueBudget(10, BYTES, WAITING);
        budget.join(sharers);
        assertThat(budget.mostBytes()).isEqualTo(BYTES);
        other.join(sharers);
        assertThat(budget.mostBytes()).isEqualTo(BYTES / 2);
        Charge held = other.tryAcquire(1, BYTES / 4);
        assertThat(held).isNotNull();
        assertThat(other.tryAcquire(1, BYTES / 4)).isNull();
        held.decoded(1, BYTES / 4);
        assertThat(other.tryAcquire(1, 10)).as("frames that wait").isNotNull();
        other.close();
        assertThat(budget.mostBytes()).as("while a batch is in the route").isEqualTo(BYTES / 2);
        held.release();
        assertThat(other.bytes()).isZero();
        assertThat(budget.mostBytes()).isEqualTo(BYTES);
        held.release();
        other.close();
        budget.close();
        assertThat(sharers).hasValue(0);
    }

    @Test
    void everyBatchHoldsAnExchangeHoweverSmall() {
        int batches = 0;
        QueueBudget ofManyPackets = new QueueBudget(1_000_000, BYTES, BYTES);
        while (ofManyPackets.tryAcquire(1, 0) != null) {
            batches++;
        }
        assertThat(batches).isEqualTo(BYTES / EXCHANGE);
        assertThat(ofManyPackets.batches()).isEqualTo(batches);
    }

    @Test
    void oneBatchThatIsTooBigFitsIntoAnEmptyBudgetOnly() {
        Charge big = budget.tryAcquire(1, 5 * BYTES);
        assertThat(big).isNotNull();
        assertThat(budget.tryAcquire(1, 1)).isNull();
        big.release();
        assertThat(budget.tryAcquire(11, 1)).isNotNull();
    }

    @Test
    void chargesWhatABatchBecomesAtEachStep() {
        Charge batch = budget.tryAcquire(5, 1_000);
        assertThat(budget.bytes()).isEqualTo(EXCHANGE + 1_000);
        batch.decoded(3, 7_000);
        assertThat(budget.packets()).isEqualTo(3);
        assertThat(budget.bytes()).isEqualTo(EXCHANGE + 7_000);
        batch.set(20_000);
        assertThat(budget.bytes()).isEqualTo(EXCHANGE + 20_000);
        batch.release();
        batch.set(5);
        batch.release();
        assertThat(budget.bytes()).isZero();
        assertThat(budget.packets()).isZero();
        assertThat(budget.batches()).isZero();
    }

    @Test
    void whatOutlivesItsBatchesIsChargedAndIsNoPacketOfTheRoute() throws InterruptedException {
        Charge batch = budget.tryAcquire(5, 1_000);
        batch.decoded(5, 1_000);
        MemoryCharge group = batch.another();
        group.set(30_000);
        batch.release();
        assertThat(budget.bytes()).isEqualTo(EXCHANGE + 30_000);
        assertThat(budget.batches()).isZero();
        assertThat(budget.awaitEmpty(0)).isTrue();
        assertThat(budget.tryAcquire(1, BYTES - 30_000)).isNull();
        group.release();
        assertThat(budget.tryAcquire(1, BYTES - 30_000)).isNotNull();
    }

    @Test
    void waitsForRoom() throws InterruptedException {
        Charge first = budget.acquire(10, 0);
        AtomicBoolean through = new AtomicBoolean();
        Thread waiter = waiting(() -> budget.acquire(1, 0), through);
        assertThat(through).isFalse();
        first.release();
        waiter.join();
        assertThat(through).isTrue();
        assertThat(budget.packets()).isEqualTo(1);
    }

    @Test
    void theNextBatchWaitsWhileThoseOnTheirWayHoldTooMuch() throws InterruptedException {
        Charge grown = budget.acquire(1, 1_000);
        grown.decoded(1, 2 * BYTES);
        AtomicBoolean through = new AtomicBoolean();
        Thread waiter = waiting(budget::awaitPassage, through);
        assertThat(through).isFalse();
        grown.release();
        waiter.join();
        assertThat(through).isTrue();
    }

    @Test
    void theNextBatchGoesOnWhenNothingOnItsWayCouldMakeRoom() throws InterruptedException {
        budget.acquire(1, 2 * BYTES);
        budget.awaitPassage();
        assertThat(budget.bytes()).isGreaterThan(BYTES);
    }

    @Test
    void knowsWhetherItIsEmpty() throws InterruptedException {
        assertThat(budget.awaitEmpty(0)).isTrue();
        Charge batch = budget.acquire(2, 1);
        assertThat(budget.awaitEmpty(0)).isFalse();
        batch.decoded(1, 1);
        assertThat(budget.awaitEmpty(1)).isFalse();
        batch.release();
        assertThat(budget.awaitEmpty(0)).isTrue();
    }

    private interface Wait {
        void begin() throws InterruptedException;
    }

    private static Thread waiting(Wait wait, AtomicBoolean through) {
        Thread waiter = new Thread(() -> {
            try {
                wait.begin();
                through.set(true);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        waiter.start();
        await().until(() -> waiter.getState() == Thread.State.WAITING);
        return waiter;
    }
}
