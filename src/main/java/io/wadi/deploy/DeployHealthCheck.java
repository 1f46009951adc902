package io.wadi.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Down while a route file is refused, with file, line and reason, or while the folder cannot be watched. Routes that
 * already run are not affected.
 */
final class DeployHealthCheck extends AbstractHealthCheck {

    private final RouteDeployer deployer;

    DeployHealthCheck(RouteDeployer deployer) {
        super("wadi", "route-files");
        this.deployer = deployer;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        List<String> problems = new ArrayList<>(deployer.problems());
        problems.addAll(deployer.getRefusedFiles());
        builder.up();
        if (!problems.isEmpty()) {
            // A line each: the mask of secrets, which cannot know where a password in a URI ends, hides the rest of a
            // line.
            builder.message(String.join(";\n", problems)).down();
        }
        builder.detail("deployed", deployer.getDeployedCount());
        builder.detail("refused", deployer.getRefusedCount());
    }
}
