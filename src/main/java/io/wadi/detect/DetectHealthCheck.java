package io.wadi.detect;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Down if the file of a detection has an error or its last run failed. It names each detection with the reason. */
public final class DetectHealthCheck extends AbstractHealthCheck {

    private final Detections detections;
    private final DetectionRunner runner;

    public DetectHealthCheck(Detections detections, DetectionRunner runner) {
        super("wadi", "detect");
        this.detections = detections;
        this.runner = runner;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        // A detection that was deleted or switched off does not run again, and so cannot recover.
        Set<String> names = detections.names();
        Map<String, Long> flooded = new TreeMap<>(runner.flooded());
        flooded.keySet().retainAll(names);
        flooded.forEach((name, found) -> builder.detail(
                name,
                found + " subjects found; only the " + DetectionQuery.MOST_FINDINGS + " with the highest "
                        + "scores become alerts"));
        Map<String, String> broken = new TreeMap<>(runner.failing());
        broken.keySet().retainAll(names);
        broken.putAll(detections.problems());
        if (broken.isEmpty()) {
            builder.up();
            return;
        }
        builder.down();
        builder.message("Broken detections: " + String.join(", ", broken.keySet()));
        broken.forEach(builder::detail);
    }
}
