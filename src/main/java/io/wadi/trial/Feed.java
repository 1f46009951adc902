package io.wadi.trial;

import io.wadi.message.PacketJson;
import io.wadi.message.PacketMessage;
import io.wadi.packet.Packet;
import io.wadi.pcap.PcapConstants;
import io.wadi.pcap.PcapEndpoint;
import io.wadi.pcap.PcapSource;
import io.wadi.settings.MessageFormat;
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
     * @param format how packets are written on their topic
     * @param commit what a commit to Kafka does
     * @throws IllegalArgumentException for a source whose batches only a store can read
     */
    static Feed of(CamelContext camel, String uri, MessageFormat format, KafkaManualCommit commit) {
        Endpoint source = camel.getEndpoint(uri);
        if (source instanceof PcapEndpoint) {
            return (from, packets) -> List.of(batch(camel, from, packets));
        }
        if (!(source instanceof KafkaEndpoint kafka)) {
            return null;
        }
        KafkaConfiguration options = kafka.getConfiguration();
        if (uri.contains("packed-kafka")) {
            throw new IllegalArgumentException(
                    "a route that replaces a store (kafkaClientFactory: #packed-kafka) cannot be tried here; try it with "
                            + "./wadi ingest FILE --embedded");
        }
        KafkaFeed records = new KafkaFeed(camel, options, format, commit);
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
        private final boolean isKeyText;
        private final int most;
        private final KafkaManualCommit commit;
        private final PacketJson messages;
        private long offset;

        private KafkaFeed(
                CamelContext camel, KafkaConfiguration options, MessageFormat format, KafkaManualCommit commit) {
            this.camel = camel;
            this.commit = commit;
            topic = options.getTopic();
            isText = isText(options.getValueDeserializer());
            isKeyText = isText(options.getKeyDeserializer());
            most = options.getMaxPollRecords() == null ? Integer.MAX_VALUE : options.getMaxPollRecords();
            // Also of a message with several packets, a route gets each by itself.
            messages = new PacketJson(format, 1);
        }

        private List<Exchange> batch(PcapSource source, List<Packet> packets) {
            List<Exchange> records = each(source, packets);
            List<Exchange> batches = new ArrayList<>();
            for (int start = 0; start < records.size(); start += most) {
                Exchange batch = new DefaultExchange(camel);
                batch.getMessage()
                        .setBody(List.copyOf(records.subList(start, Math.min(records.size() - start, most) + start)));
                batches.add(batch);
            }
            return batches;
        }

        private List<Exchange> each(PcapSource source, List<Packet> packets) {
            List<Exchange> records = new ArrayList<>(packets.size());
            messages.write(packets).forEach(message -> records.add(record(message)));
            return records;
        }

        private Exchange record(PacketMessage message) {
            Exchange record = new DefaultExchange(camel);
            record.getMessage().setBody(read(message.value(), isText));
            record.getMessage().setHeader(KafkaConstants.KEY, read(message.key(), isKeyText));
            record.getMessage().setHeader(KafkaConstants.TIMESTAMP, System.currentTimeMillis());
            record.getMessage().setHeader(KafkaConstants.TOPIC, topic);
            record.getMessage().setHeader(KafkaConstants.PARTITION, 0);
            record.getMessage().setHeader(KafkaConstants.OFFSET, offset++);
            record.getMessage().setHeader(KafkaConstants.MANUAL_COMMIT, commit);
            return record;
        }

        private static boolean isText(String deserializer) {
            return deserializer.endsWith("StringDeserializer");
        }

        private static Object read(byte[] bytes, boolean isText) {
            return isText && bytes != null ? new String(bytes, StandardCharsets.UTF_8) : bytes;
        }
    }
}
