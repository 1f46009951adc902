package io.wadi.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.faults.LogLines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.SimpleRegistry;
import org.apache.logging.log4j.LogManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchContextTest {

    /** Camel creates the producers of a split before the start, and those of other steps at the start. */
    private static final String ROUTE = """
            - route:
                id: a
                from:
                  uri: timer:a
                  steps:
                    - split: {simple: "${body}", steps: [{to: "moody:b"}]}
            """;

    @TempDir
    private Path folder;

    /** Its producers stop only after a start, as those of camel-netty. */
    private static final class Moody extends DefaultComponent {

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            return new DefaultEndpoint(uri, this) {
                @Override
                public Producer createProducer() {
                    return new MoodyProducer(this);
                }

                @Override
                public Consumer createConsumer(Processor processor) {
                    throw new UnsupportedOperationException();
                }
            };
        }
    }

    private static final class MoodyProducer extends DefaultProducer {

        private MoodyProducer(Endpoint endpoint) {
            super(endpoint);
        }

        @Override
        public void process(Exchange exchange) {
            // is never started
        }

        @Override
        protected void doStop() {
            throw new NullPointerException("was never started");
        }
    }

    @Test
    void closesQuietlyAlthoughAProducerCannotStop() throws Exception {
        SimpleRegistry beans = new SimpleRegistry();
        beans.bind("moody", new Moody());
        Surroundings expected = DeployTests.expected();
        Surroundings surroundings =
                new Surroundings(expected.hasBean(), beans, expected.properties(), expected.shipped(), expected.lent());
        RouteFile file = RouteFile.read(Files.writeString(folder.resolve("a.camel.yaml"), ROUTE));
        try (LogLines log = new LogLines(LogManager.ROOT_LOGGER_NAME)) {
            try (ScratchContext scratch = new ScratchContext(surroundings, Set.of())) {
                scratch.dryStart(file, new OutlineReader().read(file));
            }
            assertThat(log.lines()).noneMatch(line -> line.contains("was never started"));
        }
    }
}
