package io.wadi.trial;

import io.wadi.message.PacketJson;
import io.wadi.message.PacketMessage;
import io.wadi.packet.Packet;
import io.wadi.pcap.PcapConstants;
import io.wadi.pcap.PcapEndpoint;
import io.wadi.pcap.PcapSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.camel.support.DefaultExchange;

/** The packets of a batch as the exchanges that a route's source would have sent. */
@FunctionalInterface
interface Feed {

    List<Exchange> exchanges(PcapSource source, List<Packet> packets);

    /**
     * The feed in place of a source; null if no packets come from there.
     *
     * @param commit what a commit to Kafka does
     * @throws IllegalArgumentException for a source whose batches only a store can read
     */
    static Feed of(CamelContext camel, String uri, KafkaManualCommit commit) {
        Endpoint source = camel.getEndpoint(uri);
        if (source instanceof PcapEndpoint) {
            return (from, packets) -> List.of(batch(camel, from, packets));
        }
        if (!(source instanceof KafkaEndpoint kafka)) {
            return null;
        }
        KafkaConfiguration options = kafka.getConfiguration();
        if (uri.contains("packed-kafka")) {
            throw new IllegalArgumentException("a route of a store cannot be tried without Kafka and a database");
        }
        KafkaFeed records = new KafkaFeed(camel, options, commit);
        return options.isBatching() ? records::batch : records::each;
    }

    private static Exchange batch(CamelContext camel, PcapSource source, List<Packet> packets) {
        Exchange exchange = new DefaultExchange(camel);
        exchange.getMessage().setBody(packets);
        exchange.getMessage().setHeader(PcapConstants.SOURCE, source.name());
        exchange.getMessage().setHeader(PcapConstants.PROBE, source.probe());
        return exchange;
    }

    /** Packets as records of one partition, as camel-kafka hands them over. Not thread-safe. */
    final class KafkaFeed {

        private final CamelContext camel;
        private final String topic;
        private final boolean isText;
        private final KafkaManualCommit commit;
        private final PacketJson json = new PacketJson();
        private long offset;

        private KafkaFeed(CamelContext camel, KafkaConfiguration options, KafkaManualCommit commit) {
            this.camel = camel;
            this.commit = commit;
            topic = options.getTopic();
            isText = options.getValueDeserializer().endsWith("StringDeserializer");
        }

        private List<Exchange> batch(PcapSource source, List<Packet> packets) {
            Exchange batch = new DefaultExchange(camel);
            batch.getMessage().setBody(each(source, packets));
            return List.of(batch);
        }

        private List<Exchange> each(PcapSource source, List<Packet> packets) {
            List<Exchange> records = new ArrayList<>(packets.size());
            json.write(packets).forEach(message -> records.add(record(message)));
            return records;
        }

        private Exchange record(PacketMessage message) {
            Exchange record = new DefaultExchange(camel);
            record.getMessage().setBody(isText ? new String(message.value(), StandardCharsets.UTF_8) : message.value());
            record.getMessage().setHeader(KafkaConstants.TOPIC, topic);
            record.getMessage().setHeader(KafkaConstants.PARTITION, 0);
            record.getMessage().setHeader(KafkaConstants.OFFSET, offset++);
            record.getMessage().setHeader(KafkaConstants.MANUAL_COMMIT, commit);
            return record;
        }
    }
}
