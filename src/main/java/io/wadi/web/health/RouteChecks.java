package io.wadi.web.health;

import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Route;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.impl.health.RouteHealthCheck;

/**
 * A health check for each route: down while it is stopped. In the place of Camel's repository of this name, which keeps
 * each route that it has ever checked. Routes come and go with the files of the folder.
 */
public final class RouteChecks implements HealthCheckRepository, CamelContextAware {

    /** Camel looks for a bean of this name before it makes its own. */
    public static final String NAME = "routes";

    private CamelContext camel;
    private boolean enabled = true;

    @Override
    public String getId() {
        return NAME;
    }

    @Override
    public Stream<HealthCheck> stream() {
        return enabled ? camel.getRoutes().stream().map(RouteChecks::check) : Stream.empty();
    }

    private static HealthCheck check(Route route) {
        RouteHealthCheck check = new RouteHealthCheck(route);
        check.setCamelContext(route.getCamelContext());
        return check;
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    @Override
    public CamelContext getCamelContext() {
        return camel;
    }

    @Override
    public void setCamelContext(CamelContext camel) {
        this.camel = camel;
    }
}
