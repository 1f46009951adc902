package io.wadi.deploy;

import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.RouteService;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A context whose routes are initialised and never started. Some endpoints fail to stop what was never started; Camel
 * would log that with a stack trace, although it affects nothing.
 */
final class NeverStarted extends DefaultCamelContext {

    private static final Logger LOG = LoggerFactory.getLogger(NeverStarted.class);

    NeverStarted(Registry registry) {
        super(registry);
    }

    @Override
    protected void doStop() throws Exception {
        getRouteServices().values().forEach(NeverStarted::stopQuietly);
        super.doStop();
    }

    private static void stopQuietly(RouteService route) {
        try {
            route.stop();
        } catch (RuntimeException e) {
            LOG.debug("Route {} was never started and does not stop", route.getId(), e);
        }
    }
}
