package io.wadi.web.health;

import io.wadi.geoip.GeoIpDatabase;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Down if a GeoIP file in the settings is not in use. It does not affect readiness, because the previous file is
 * still in use. While up, it names the databases with the notices of their licences, and warns if they are old.
 */
public final class GeoIpCheck extends AbstractHealthCheck {

    private final GeoIpDatabase geoip;

    public GeoIpCheck(GeoIpDatabase geoip) {
        super("wadi", "geoip");
        this.geoip = geoip;
    }

    @Override
    public boolean isReadiness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        String problem = geoip.getProblem();
        if (problem.isEmpty()) {
            builder.message(geoip.getSummary()).up();
        } else {
            builder.message(problem).down();
        }
    }
}
