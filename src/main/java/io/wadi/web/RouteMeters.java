package io.wadi.web;

import java.util.Collection;
import org.apache.camel.Route;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicy;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * Creates the meters of a route before its consumer starts. Micrometer's policy creates them afterwards, and so would not count
 * exchanges of a consumer that has messages at once.
 */
final class RouteMeters extends LifecycleStrategySupport {

    @Override
    public void onRoutesAdd(Collection<Route> routes) {
        routes.forEach(route -> route.getRoutePolicyList().stream()
                .filter(MicrometerRoutePolicy.class::isInstance)
                .map(MicrometerRoutePolicy.class::cast)
                .forEach(policy -> policy.onStart(route)));
    }
}
