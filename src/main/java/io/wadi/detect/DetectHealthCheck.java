package io.wadi.detect;

import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Down while the file of a detection is not as it should be or its last run failed; names each with the reason. */
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
        runner.flooded()
                .forEach((name, found) -> builder.detail(
                        name,
                        found + " subjects found; the strongest " + DetectionQuery.MOST_FINDINGS + " get alerts"));
        Map<String, String> broken = new TreeMap<>(runner.failing());
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
