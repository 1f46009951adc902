package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicyFactory;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.junit.jupiter.api.Test;

class RouteMetersTest {

    private final MeterRegistry meters = new SimpleMeterRegistry();

    /** A source that has one message when it starts, as a short capture file has. */
    private static final class Source extends DefaultEndpoint {

        private final String route;

        Source(String route) {
            this.route = route;
        }

        @Override
        protected String createEndpointUri() {
            return "source:" + route;
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            return new DefaultConsumer(this, processor) {
                @Override
                protected void doStart() throws Exception {
                    super.doStart();
                    Exchange exchange = createExchange(true);
                    getProcessor().process(exchange);
                }
            };
        }

        @Override
        public Producer createProducer() {
            throw new UnsupportedOperationException();
        }
    }

    private DefaultCamelContext started() {
        DefaultCamelContext camel = new DefaultCamelContext();
        camel.getRegistry().bind(MicrometerConstants.METRICS_REGISTRY_NAME, meters);
        camel.addRoutePolicyFactory(new MicrometerRoutePolicyFactory());
        camel.addLifecycleStrategy(new RouteMeters());
        camel.start();
        return camel;
    }

    private double counted(String name, String route) {
        return meters.get(name).tag("routeId", route).counter().count();
    }

    @Test
    void theFirstExchangeOfARouteIsCounted() throws Exception {
        try (DefaultCamelContext camel = started()) {
            add(camel, "passes", "log:passed");
            add(camel, "fails", "direct:nobody?failIfNoConsumers=true&block=false");
            assertThat(counted("camel.exchanges.total", "passes")).isEqualTo(1);
            assertThat(counted("camel.exchanges.failed", "passes")).isZero();
            assertThat(counted("camel.exchanges.total", "fails")).isEqualTo(1);
            assertThat(counted("camel.exchanges.failed", "fails")).isEqualTo(1);

            camel.getRouteController().stopRoute("passes");
            camel.removeRoute("passes");
            assertThat(meters.find("camel.exchanges.total")
                            .tag("routeId", "passes")
                            .counter())
                    .isNull();
            add(camel, "passes", "log:passed");
            assertThat(counted("camel.exchanges.total", "passes")).isEqualTo(1);
        }
    }

    /** As a file is deployed whose route replaces one with its id. */
    @Test
    void theMetersOfAReplacedRouteAreThoseOfTheNewOne() throws Exception {
        try (DefaultCamelContext camel = started()) {
            add(camel, "same", "log:passed");
            add(camel, "same", "log:passed");
            assertThat(counted("camel.exchanges.total", "same")).isEqualTo(1);
        }
    }

    private static void add(DefaultCamelContext camel, String id, String target) throws Exception {
        Source source = new Source(id);
        source.setCamelContext(camel);
        camel.addRoutes(new RouteBuilder(camel) {
            @Override
            public void configure() {
                from(source).routeId(id).to(target);
            }
        });
    }
}
