package io.wadi.web.health;

import io.wadi.failure.PeriodicTask;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Down while the last run of a periodic task failed. */
public final class TaskCheck extends AbstractHealthCheck {

    private final List<PeriodicTask> tasks;

    /** Creates a check of these tasks; tasks may be added to the list later. */
    public TaskCheck(List<PeriodicTask> tasks) {
        super("wadi", "tasks");
        this.tasks = tasks;
    }

    @Override
    public boolean isReadiness() {
        return false;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        List<String> problems = tasks.stream()
                .map(PeriodicTask::problem)
                .flatMap(Optional::stream)
                .toList();
        builder.up();
        if (!problems.isEmpty()) {
            builder.message(String.join("; ", problems)).down();
        }
    }
}
