package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wadi.trial.RouteTrial;
import java.nio.file.Path;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;

/** Tries the sink on a capture, without Kafka and without a file: a model for tests of your own routes. */
class SinkJsonLinesTest {

    private static final Path ROUTE = Path.of("routes.d/examples/json-lines/sink-json-lines.camel.yaml");
    private static final Path CAPTURE = Path.of("routes.d/examples/json-lines/three-packets.pcap");

    @Test
    void writesALineForEachPacketAndCommits() throws Exception {
        try (RouteTrial trial = RouteTrial.of(ROUTE)) {
            MockEndpoint file = trial.mock("append-lines");
            trial.start();
            trial.send(CAPTURE);
            String text = file.getExchanges().get(0).getMessage().getBody(String.class);
            assertEquals(3, text.lines().count());
            assertTrue(text.startsWith("{\"ip\":{\"src\":\"192.0.2.1\""), text);
            assertEquals(1, trial.commits());
        }
    }
}
