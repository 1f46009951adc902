package io.wadi.web.health;

import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.health.HealthCheckResultBuilder;
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
        RouteHealthCheck check = new WithSuspended(route);
        check.setCamelContext(route.getCamelContext());
        return check;
    }

    /** Camel has no sentence for a route that is suspended. */
    private static final class WithSuspended extends RouteHealthCheck {

        private final Route route;

        WithSuspended(Route route) {
            super(route);
            this.route = route;
        }

        @Override
        protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
            super.doCall(builder, options);
            ServiceStatus status = route.getCamelContext().getRouteController().getRouteStatus(route.getRouteId());
            if (status.isSuspended() || status.isSuspending()) {
                builder.down().message("Route " + route.getRouteId() + " has status " + status);
            }
        }
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
