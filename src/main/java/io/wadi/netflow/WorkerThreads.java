package io.wadi.netflow;

import io.wadi.failure.FatalError;
import io.wadi.packet.QueueBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The two threads of each worker. */
final class WorkerThreads {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerThreads.class);

    private final List<Worker> workers;
    private final Executor threads;
    private final Consumer<Throwable> onFailure;
    private final List<CompletableFuture<Void>> receiving = new ArrayList<>();
    private final List<CompletableFuture<Void>> delivering = new ArrayList<>();

    /**
     * Starts the threads.
     *
     * @param threads a thread for each of their tasks
     * @param onFailure told when a thread ends by a failure
     */
    WorkerThreads(List<Worker> workers, Executor threads, Consumer<Throwable> onFailure) {
        this.workers = workers;
        this.threads = threads;
        this.onFailure = onFailure;
        for (Worker worker : workers) {
            receiving.add(run(worker.receiving()));
            delivering.add(run(worker.delivering()));
        }
    }

    private CompletableFuture<Void> run(Runnable task) {
        return CompletableFuture.runAsync(task, threads).whenComplete((nothing, failure) -> {
            if (failure != null) {
                FatalError.endProcessOn(failure.getCause() == null ? failure : failure.getCause());
                onFailure.accept(failure);
            }
        });
    }

    /** Ends the delivery when there is nothing more to receive; then runs a task. */
    void endAfterReceiving(Runnable then) {
        all(receiving).thenRun(this::endDelivery);
        all(delivering).thenRun(() -> {
            try {
                then.run();
            } catch (Throwable e) {
                FatalError.endProcessOn(e);
                onFailure.accept(e);
            }
        });
    }

    private void endDelivery() {
        workers.forEach(worker -> worker.delivering().end());
    }

    /** Lets the route finish what was received, until a {@link System#nanoTime()}; false if it has not. */
    boolean drain(long end, QueueBudget budget) throws InterruptedException {
        workers.forEach(worker -> worker.receiving().stop());
        boolean done = await(receiving, end);
        endDelivery();
        return done & await(delivering, end) && budget.awaitEmpty(end - System.nanoTime());
    }

    private static boolean await(List<CompletableFuture<Void>> tasks, long end) throws InterruptedException {
        try {
            all(tasks).get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            LOG.debug("A thread of the receiver did not end normally", e);
            return false;
        }
    }

    private static CompletableFuture<Void> all(List<CompletableFuture<Void>> tasks) {
        return CompletableFuture.allOf(tasks.toArray(CompletableFuture[]::new));
    }
}
