package io.wadi.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A running folder of route files whose aggregators wait for a hundred messages. */
abstract class AggregatingRoutes {

    static final String AGGREGATE = """
            - aggregate:
                correlationExpression: {constant: all}
                aggregationStrategy: "#class:org.apache.camel.processor.aggregate.StringAggregationStrategy"
                completionSize: "100"
                steps:
            """;
    private static final String ROUTE = """
            - route:
                id: %s
                from:
                  uri: %s
                  steps:
            """;

    @TempDir
    private Path folder;

    final DeployFixtures.Received received = new DeployFixtures.Received();
    DefaultCamelContext camel;
    RouteDeployer deployer;
    private ProducerTemplate messages;

    @BeforeEach
    void start() throws Exception {
        camel = new DefaultCamelContext();
        camel.getRegistry().bind("received", received);
        camel.getRegistry().bind("broken", new DeployFixtures.BrokenServer());
        deployer = new RouteDeployer(
                camel, folder, new ShippedRoutes(List.of(), Set.of()), LentBeans.none(), (sentTo, read) -> Map.of());
        camel.addService(deployer);
        camel.start();
        messages = camel.createProducerTemplate();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name + ".camel.yaml"), text);
    }

    Path deploy(String text) throws IOException {
        Path file = write("a", text);
        deployer.scanNow();
        return file;
    }

    void delete(Path... files) throws IOException {
        for (Path file : files) {
            Files.delete(file);
        }
        deployer.scanNow();
    }

    void send(String... bodies) {
        for (String body : bodies) {
            messages.sendBody("direct:in", body);
        }
    }

    /** A route that reads {@code direct:} and its id, with steps, each below the one before it. */
    static String route(String id, String... steps) {
        return routeFrom("direct:" + id, id, steps);
    }

    static String routeFrom(String uri, String id, String... steps) {
        StringBuilder text = new StringBuilder(ROUTE.formatted(id, uri));
        int indent = 8;
        for (String step : steps) {
            text.append(step.indent(indent));
            indent += 8;
        }
        return text.toString();
    }

    static String receive(String version) {
        return "- bean: {ref: received, method: \"add('" + version + "', ${body})\"}\n";
    }
}
