package io.wadi.trial;

import io.wadi.pcap.CaptureException;
import io.wadi.pcap.CaptureReading;
import io.wadi.pcap.PcapSource;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** What the routes of a file get in place of their sources. */
final class Feeds {

    private static final Set<Setting<String>> OTHER_TOPICS = Set.of(
            KafkaSettings.FLOWS_TOPIC,
            KafkaSettings.ALERTS_TOPIC,
            KafkaSettings.EXPORTERS_TOPIC,
            KafkaSettings.DEAD_TOPIC);

    private final String file;
    private final Properties settings;
    private final ProducerTemplate routes;
    private final Map<String, Feed> feeds = new LinkedHashMap<>();

    Feeds(CamelContext camel, String file, Properties settings) {
        this.file = file;
        this.settings = settings;
        routes = camel.createProducerTemplate();
    }

    /** Adds the feed of a route that begins with this endpoint. */
    void put(String entry, Feed feed) {
        feeds.put(entry, feed);
    }

    void send(Path capture) throws IOException {
        if (feeds.isEmpty()) {
            throw new IllegalStateException("no route of " + file + " takes packets: none reads pcap: or kafka:");
        }
        feeds.values().forEach(this::checkPackets);
        for (Map.Entry<String, Feed> feed : feeds.entrySet()) {
            send(capture, feed.getKey(), feed.getValue());
        }
    }

    private void checkPackets(Feed feed) {
        String topic = feed.topic();
        if (topic != null && OTHER_TOPICS.stream().anyMatch(other -> topic.equals(settings.get(other.name())))) {
            throw new IllegalStateException(
                    "topic " + topic + " has no packets: send its messages by sendMessages(\"{…}\"), as JSON");
        }
    }

    private void send(Path capture, String entry, Feed feed) throws IOException {
        CaptureReading reading = reading(capture, feed);
        reading.run((source, packets) -> feed.exchanges(source, packets).forEach(exchange -> send(entry, exchange)));
        for (PcapSource source : reading.sources()) {
            if (source.problem() != null) {
                throw new IOException(source.problem());
            }
        }
    }

    private static CaptureReading reading(Path capture, Feed feed) throws IOException {
        try {
            return feed.reading(capture);
        } catch (CaptureException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    void send(List<String> values) {
        if (feeds.values().stream().allMatch(feed -> feed.topic() == null)) {
            throw new IllegalStateException("no route of " + file + " takes messages: none reads kafka:");
        }
        feeds.forEach((entry, feed) -> feed.exchanges(values).forEach(exchange -> send(entry, exchange)));
    }

    private void send(String entry, Exchange exchange) {
        Exception failure = routes.send(entry, exchange).getException();
        if (failure != null) {
            throw new CamelExecutionException("the route failed", exchange, failure);
        }
    }
}
