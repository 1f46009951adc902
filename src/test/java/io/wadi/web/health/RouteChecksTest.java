package io.wadi.web.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** What the health page says of a route in each state. */
class RouteChecksTest {

    @Test
    void saysWhyARouteIsDown() throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("seda:in").routeId("mine").to("log:out");
                }
            });
            camel.start();
            RouteChecks checks = new RouteChecks();
            checks.setCamelContext(camel);
            assertThat(only(checks).getState()).isEqualTo(HealthCheck.State.UP);
            camel.getRouteController().suspendRoute("mine");
            assertThat(only(checks).getState()).isEqualTo(HealthCheck.State.DOWN);
            assertThat(only(checks).getMessage()).contains("Route mine has status Suspended");
            camel.getRouteController().stopRoute("mine");
            assertThat(only(checks).getMessage()).contains("Route mine has status Stopped");
            camel.getRouteController().startRoute("mine");
            assertThat(only(checks).getState()).isEqualTo(HealthCheck.State.UP);
        }
    }

    private static HealthCheck.Result only(RouteChecks checks) {
        return checks.stream().toList().get(0).call();
    }
}
