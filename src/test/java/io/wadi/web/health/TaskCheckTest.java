package io.wadi.web.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.failure.PeriodicTask;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.Test;

class TaskCheckTest {

    @Test
    void isDownWhileTheLastRunOfATaskFailed() {
        AtomicBoolean broken = new AtomicBoolean(true);
        PeriodicTask task = new PeriodicTask("Reading the lag", () -> {
            if (broken.get()) {
                throw new StackOverflowError();
            }
        });
        TaskCheck check = new TaskCheck(List.of(new PeriodicTask("Asking Kafka", () -> {}), task));
        task.run();
        HealthCheck.Result result = check.call();
        assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(result.getMessage()).hasValue("Reading the lag failed: StackOverflowError");
        broken.set(false);
        task.run();
        assertThat(check.call().getState()).isEqualTo(HealthCheck.State.UP);
    }
}
