package io.wadi.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wadi.testing.JavaCommand;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodicTaskTest {

    private static final class Failing implements Runnable {

        private final AtomicInteger runs = new AtomicInteger();
        private volatile Throwable failure;

        @Override
        public void run() {
            runs.incrementAndGet();
            Throwable now = failure;
            if (now instanceof Error error) {
                throw error;
            } else if (now instanceof RuntimeException exception) {
                throw exception;
            }
        }
    }

    private final Failing work = new Failing();
    private final PeriodicTask task = new PeriodicTask("Asking", work);

    @ParameterizedTest
    @ValueSource(
            classes = {
                IllegalStateException.class,
                StackOverflowError.class,
                NoClassDefFoundError.class,
                AssertionError.class
            })
    void runsAgainAfterWhateverItThrew(Class<? extends Throwable> type) throws Exception {
        work.failure = type.getDeclaredConstructor().newInstance();
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
        try {
            executor.scheduleWithFixedDelay(task, 0, 1, TimeUnit.MILLISECONDS);
            await().until(() -> work.runs.get() >= 3);
        } finally {
            executor.shutdownNow();
        }
        assertThat(task.failures()).isGreaterThanOrEqualTo(2);
        assertThat(task.problem()).hasValue("Asking failed: " + type.getSimpleName());
    }

    @Test
    void tellsOfARunThatDoesNotComeBack() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        PeriodicTask hanging = new PeriodicTask(
                "Asking",
                () -> {
                    started.countDown();
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                Duration.ofNanos(1));
        assertThat(hanging.problem()).isEmpty();
        Thread thread = new Thread(hanging);
        thread.start();
        started.await();
        await().untilAsserted(() -> assertThat(hanging.problem())
                .hasValueSatisfying(problem -> assertThat(problem).matches("Asking has not finished for \\d+ s")));
        end.countDown();
        thread.join();
        assertThat(hanging.problem()).isEmpty();
    }

    @Test
    void countsFailuresAndForgetsTheProblemWhenItWorksAgain() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        task.bindTo(meters);
        work.failure = new IllegalStateException("the server is away\nat line 2");
        task.run();
        task.run();
        assertThat(task.problem()).hasValue("Asking failed: the server is away");
        work.failure = null;
        task.run();
        assertThat(task.problem()).isEmpty();
        assertThat(meters.get("wadi.task.failures")
                        .tag("task", "Asking")
                        .functionCounter()
                        .count())
                .isEqualTo(2);
    }

    /** What a child process does: {@link FatalError} ends the process that it is in. */
    static final class Fatal {

        public static void main(String[] arguments) {
            new PeriodicTask("Asking", () -> {
                        throw new InternalError("the virtual machine is broken");
                    })
                    .run();
        }
    }

    @Test
    void endsTheProcessOnAnErrorOfTheVirtualMachine() throws Exception {
        Process process = new ProcessBuilder(JavaCommand.of(Fatal.class, List.of()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).isEqualTo(FatalError.EXIT_STATUS);
    }
}
