package io.wadi.deploy;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Service;
import org.apache.camel.impl.engine.DefaultShutdownStrategy;
import org.apache.camel.processor.errorhandler.RedeliveryErrorHandler;
import org.apache.camel.spi.RouteStartupOrder;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;
import org.slf4j.LoggerFactory;

/**
 * Camel's own way to stop, without the errors that follow from cutting a stop short. Camel then interrupts the threads
 * of its consumers, and each client logs that it could not leave in order. That is what was asked for, and it hides the
 * one sentence about what is lost. The logs of a user who wants all of them stay as they are.
 *
 * <p>Retries end at the cut, before Camel stops the consumers. Camel ends them only afterwards if an aggregator is full: its timer then
 * holds its lock until a batch is done, and Camel's graceful stop waits for that lock. A consumer of Kafka takes two minutes to stop.
 */
class QuietCut extends DefaultShutdownStrategy {

    private static final String KAFKA = "org.apache.kafka";

    QuietCut(CamelContext camel) {
        super(camel);
    }

    @Override
    public void shutdownForced(CamelContext camel, List<RouteStartupOrder> routes) throws Exception {
        if (isVerbose()) {
            super.shutdownForced(camel, routes);
            return;
        }
        Level before = LogManager.getLogger(KAFKA).getLevel();
        // Its clients complain before Camel says that it cuts.
        Configurator.setLevel(KAFKA, Level.OFF);
        super.shutdownForced(camel, routes);
        if (!hasTimeoutOccurred()) {
            Configurator.setLevel(KAFKA, before);
        }
    }

    @Override
    protected void shutdownRoutesNow(List<RouteStartupOrder> routes) {
        // A single route that is stopped, for a deployment, leaves the logs of the others as they are.
        if (getCamelContext().isStopping() && !isVerbose()) {
            List.of("org", "com").forEach(libraries -> Configurator.setAllLevels(libraries, Level.OFF));
        }
        routes.forEach(route -> route.getServices().forEach(QuietCut::endRetries));
        super.shutdownRoutesNow(routes);
    }

    private static void endRetries(Service service) {
        for (Service child : ServiceHelper.getChildServices(service, true)) {
            if (child instanceof RedeliveryErrorHandler handler) {
                handler.prepareShutdown(false, true);
            }
        }
    }

    private static boolean isVerbose() {
        return LoggerFactory.getLogger(KAFKA).isInfoEnabled();
    }
}
