package io.wadi.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.faults.Contents.Sum;
import io.wadi.message.PacketFormatException;
import io.wadi.message.PacketJson;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Compares the tables with the topic, packet for packet. */
final class Comparison {

    private static final int ROWS_AT_ONCE = 10_000;

    private Comparison() {}

    /** Adds one message. */
    private interface Reading {
        void add(Contents contents, byte[] message) throws IOException, PacketFormatException;
    }

    static Contents ofTopic(String brokers, String topic) throws Exception {
        Contents contents = new Contents();
        addTopic(contents, brokers, topic);
        return contents;
    }

    static Contents ofFlowsTopic(String brokers, String topic) throws Exception {
        Contents contents = new Contents();
        addFlowsTopic(contents, brokers, topic);
        return contents;
    }

    static void addTopic(Contents contents, String brokers, String topic) throws Exception {
        PacketJson packets = new PacketJson();
        add(contents, brokers, topic, (of, message) -> {
            for (byte[] part : packets.parts(message)) {
                of.addPacket(packets.json(part));
            }
        });
    }

    static void addFlowsTopic(Contents contents, String brokers, String topic) throws Exception {
        add(contents, brokers, topic, Contents::addFlow);
    }

    private static void add(Contents contents, String brokers, String topic, Reading reading) throws Exception {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(
                            0, consumer.partitionsFor(topic).size())
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                    if (!Poison.is(record)) {
                        reading.add(contents, record.value());
                    }
                }
            }
        }
    }

    static Contents ofTables(JdbcTemplate database) {
        Contents contents = new Contents();
        database.execute((ConnectionCallback<Void>) connection -> {
            // Rows by and by instead of millions at once, which pgjdbc does within a transaction only.
            connection.setAutoCommit(false);
            JdbcTemplate rows = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            rows.setFetchSize(ROWS_AT_ONCE);
            read(rows, contents);
            return null;
        });
        return contents;
    }

    private static void read(JdbcTemplate database, Contents contents) {
        database.query(
                "select host(src_ip), host(dst_ip), src_port, dst_port, transport,"
                        + " (extract(epoch from \"timestamp\") * 1000000)::bigint, bytes from traffic",
                row -> {
                    contents.packet(Contents.key(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3) + " " + row.getString(4),
                            row.getString(5),
                            row.getLong(6),
                            row.getLong(7)));
                });
        database.query(
                "select host(src_ip), host(dst_ip), src_port, dst_port, transport,"
                        + " (extract(epoch from window_start) / 60)::bigint, packets, bytes from flows",
                row -> {
                    contents.flow(
                            Contents.key(
                                    row.getString(1),
                                    row.getString(2),
                                    row.getString(3) + " " + row.getString(4),
                                    row.getString(5),
                                    row.getLong(6)),
                            new Sum(row.getLong(7), row.getLong(8)));
                });
        database.query(
                "select host(ip), packets_sent, bytes_sent, packets_received, bytes_received from hosts_now", row -> {
                    contents.host(
                            row.getString(1),
                            new Sum(row.getLong(2), row.getLong(3)),
                            new Sum(row.getLong(4), row.getLong(5)));
                });
    }

    static void assertSame(Contents tables, Contents topic) {
        assertThat(tables.count()).as("packets").isEqualTo(topic.count());
        assertSamePackets(tables, topic);
        assertSameFlows(tables, topic);
    }

    static void assertSamePackets(Contents tables, Contents topic) {
        assertThat(tables.packets().equals(topic.packets()))
                .as("traffic, packet for packet")
                .isTrue();
    }

    static void assertSameFlows(Contents tables, Contents topic) {
        assertThat(tables.flows().equals(topic.flows())).as("flows").isTrue();
        assertThat(tables.sent().equals(topic.sent())).as("hosts, sent").isTrue();
        assertThat(tables.received().equals(topic.received()))
                .as("hosts, received")
                .isTrue();
    }
}
