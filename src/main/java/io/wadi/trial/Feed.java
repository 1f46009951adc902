package io.wadi.trial;

import io.wadi.message.PacketJson;
import io.wadi.message.PacketMessage;
import io.wadi.packet.Packet;
import io.wadi.pcap.CaptureException;
import io.wadi.pcap.CaptureReading;
import io.wadi.pcap.PcapConfiguration;
import io.wadi.pcap.PcapConstants;
import io.wadi.pcap.PcapEndpoint;
import io.wadi.pcap.PcapSource;
import io.wadi.settings.MessageFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

/** What a route gets in place of its source. */
interface Feed {

    /**
     * A reading of the packets that the source would have taken.
     *
     * @throws CaptureException if there is no such capture
     */
    CaptureReading reading(Path capture) throws CaptureException;

    /** The packets of a batch as the exchanges that the source would have sent. */
    List<Exchange> exchanges(PcapSource source, List<Packet> packets);

    /** The topic that the source reads; null if it reads none. */
    default String topic() {
        return null;
    }

    /** Messages of the topic as the exchanges that the source would have sent. */
    default List<Exchange> exchanges(List<String> values) {
        return List.of();
    }

    /**
     * The feed in place of a source; null if no packets come from there.
     *
     * @param format how packets are written on their topic
     * @param commit what a commit to Kafka does
     * @throws IllegalArgumentException for a source whose batches only a store can read
     */
    static Feed of(CamelContext camel, String uri, MessageFormat format, KafkaManualCommit commit) {
        Endpoint source = camel.getEndpoint(uri);
        if (source instanceof PcapEndpoint pcap) {
            return new PcapFeed(camel, pcap.getConfiguration());
        }
        if (!(source instanceof KafkaEndpoint kafka)) {
            return null;
        }
        KafkaConfiguration options = kafka.getConfiguration();
        if (uri.contains("packed-kafka")) {
            throw new IllegalArgumentException(
                    "a route that replaces a store (kafkaClientFactory: #packed-kafka) cannot be tried here; try it with "
                            + "./wadi run --embedded");
        }
        return new KafkaFeed(camel, options, format, commit);
    }

    /** Lists of packets, with the filter and the other options of the endpoint. */
    record PcapFeed(CamelContext camel, PcapConfiguration options) implements Feed {

        @Override
        public CaptureReading reading(Path capture) throws CaptureException {
            return new CaptureReading(List.of(capture), options);
        }

        @Override
        public List<Exchange> exchanges(PcapSource source, List<Packet> packets) {
            Exchange exchange = new DefaultExchange(camel);
            exchange.getMessage().setBody(packets);
            exchange.getMessage().setHeader(PcapConstants.SOURCE, source.name());
            exchange.getMessage().setHeader(PcapConstants.PROBE, source.probe());
            return List.of(exchange);
        }
    }

    /** Packets as records of one partition, as camel-kafka hands them over. Not thread-safe. */
    final class KafkaFeed implements Feed {

        private final CamelContext camel;
        private final String topic;
        private final boolean isText;
        private final boolean isKeyText;
        private final boolean isBatching;
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
            isBatching = options.isBatching();
            most = options.getMaxPollRecords() == null ? Integer.MAX_VALUE : options.getMaxPollRecords();
            // Also of a message with several packets, a route gets each by itself.
            messages = new PacketJson(format, 1);
        }

        @Override
        public CaptureReading reading(Path capture) throws CaptureException {
            return new CaptureReading(List.of(capture), null, false);
        }

        @Override
        public List<Exchange> exchanges(PcapSource source, List<Packet> packets) {
            List<Exchange> records = new ArrayList<>(packets.size());
            messages.write(packets).forEach(message -> records.add(record(message)));
            return isBatching ? batches(records) : records;
        }

        @Override
        public String topic() {
            return topic;
        }

        @Override
        public List<Exchange> exchanges(List<String> values) {
            List<Exchange> records = values.stream()
                    .map(value -> record(new PacketMessage(null, value.getBytes(StandardCharsets.UTF_8))))
                    .toList();
            return isBatching ? batches(records) : records;
        }

        private List<Exchange> batches(List<Exchange> records) {
            List<Exchange> batches = new ArrayList<>();
            for (int start = 0; start < records.size(); start += most) {
                Exchange batch = new DefaultExchange(camel);
                batch.getMessage()
                        .setBody(List.copyOf(records.subList(start, Math.min(records.size() - start, most) + start)));
                batches.add(batch);
            }
            return batches;
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
