package io.wadi.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultConsumer;
import org.junit.jupiter.api.Test;

/** A consumer of Kafka waits for what it has in hand when it stops, so the order decides who leaves its group in time. */
class ChainedStopTest {

    private final List<String> stopped = new CopyOnWriteArrayList<>();

    @Test
    void shippedRoutesStopBeforeTheOtherRoutesOfTheUser() throws Exception {
        try (CamelContext camel = new DefaultCamelContext()) {
            ChainedStop.install(camel, List::of);
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    route("store", "pipeline");
                    route("fold", "upkeep");
                    route("sink", null);
                    route("copy", "pipeline");
                    route("mine", "own");
                }

                private void route(String id, String group) {
                    from(new Noted(camel, id)).routeId(id).routeGroup(group).log(id);
                }
            });
            camel.start();
        }
        assertThat(stopped).containsExactly("copy", "fold", "store", "mine", "sink");
    }

    /** An endpoint whose consumer notes when it stops. */
    private final class Noted extends OnlyConsumed {

        private final String name;

        Noted(CamelContext camel, String name) {
            super(camel, name);
            this.name = name;
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            return new DefaultConsumer(this, processor) {
                @Override
                protected void doStop() throws Exception {
                    super.doStop();
                    stopped.add(name);
                }
            };
        }
    }
}
