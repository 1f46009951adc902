package io.wadi.settings;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The connection to Kafka, and the topics. */
public final class KafkaSettings {

    static final SettingGroup GROUP = new SettingGroup("Kafka");

    public static final Setting<List<InetSocketAddress>> BROKERS = GROUP.add(
            "wadi.kafka.brokers",
            SettingType.BROKERS,
            "localhost:9092",
            "Addresses of the brokers as host:port, separated by commas.");
    public static final Setting<Optional<Path>> CLIENT_PROPERTIES = GROUP.add(
            "wadi.kafka.client-properties",
            SettingType.PATH,
            "",
            "File with further properties of Kafka clients, for example for TLS and SASL, in the format of "
                    + "Kafka's own tools; empty for none.");
    public static final Setting<String> TOPIC =
            GROUP.add("wadi.topic", SettingType.TOPIC, "packets", "Topic of the packets.");
    public static final Setting<MessageFormat> MESSAGE_FORMAT = GROUP.add(
            "wadi.message.format",
            SettingType.words(MessageFormat.class),
            "json",
            "How a capture writes packets on their topic: json, which every tool reads, or protobuf (docs/packet.proto), "
                    + "which takes less space and processor time. Stores and sinks read both, also mixed in one "
                    + "topic.");
    public static final Setting<Integer> MESSAGE_PACKETS = GROUP.add(
            "wadi.message.packets",
            SettingType.integer(1, 1_000),
            "32",
            "Most packets in one message in Protobuf; with 1, each packet is a message of its own. It has packets of one "
                    + "batch of the capture, so no packet waits for others.");
    public static final Setting<String> DEAD_TOPIC = GROUP.add(
            "wadi.topic.dead",
            SettingType.TOPIC,
            "packets.dead",
            "Topic of the messages that cannot be read or stored, each with the reason.");
    public static final Setting<String> FLOWS_TOPIC = GROUP.add(
            "wadi.topic.flows",
            SettingType.TOPIC,
            "flows",
            "Topic of the flows that probes aggregate, if wadi.capture.at is flows.");
    public static final Setting<String> ALERTS_TOPIC = GROUP.add(
            "wadi.topic.alerts",
            SettingType.TOPIC,
            "alerts",
            "Topic of the alerts that detections open, update and close.");
    public static final Setting<String> EXPORTERS_TOPIC = GROUP.add(
            "wadi.topic.exporters",
            SettingType.TOPIC,
            "exporters",
            "Topic of what was received from each flow exporter in each minute, and what was lost.");
    public static final Setting<Integer> PARTITIONS = GROUP.add(
            "wadi.topic.partitions",
            SettingType.integer(1, 1_000),
            "6",
            "Partitions of the topics of packets and flows, if Wadi creates them; its other topics have one.");
    public static final Setting<Integer> REPLICATION = GROUP.add(
            "wadi.topic.replication",
            SettingType.integer(1, 10),
            "1",
            "Copies of each partition of a topic that Wadi creates; more than one needs as many brokers. "
                    + "With three or more, a message is acknowledged when two brokers have it.");

    private KafkaSettings() {}
}
