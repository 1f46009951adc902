package io.wadi.settings;

import java.time.Duration;

/** The source of packets, and how they are published. */
public final class CaptureSettings {

    static final SettingGroup GROUP = new SettingGroup("Capture");

    public static final Setting<CaptureAt> AT = GROUP.add(
            "wadi.capture.at",
            SettingType.words(CaptureAt.class),
            "packets",
            "What Wadi sends through Kafka: packets (one message each), or flows (aggregated at the probe, for busy "
                    + "links). With flows, the table traffic receives no rows from this capture. Set the same value "
                    + "for probes and stores: with flows, store-flows stores both kinds.");
    public static final Setting<String> SOURCE = GROUP.add(
            "wadi.source",
            SettingType.SOURCE,
            "pcap:live:any",
            "Source of the packets, as a pcap: endpoint; --interface and --source set it. It is a URI: in a file "
                    + "name, write %25 for %, %3F for ? and %23 for #.");
    public static final Setting<String> FILTER = GROUP.add(
            "wadi.capture.filter",
            SettingType.TEXT,
            "",
            "Capture filter in the syntax of pcap-filter(7); empty to capture everything.");
    public static final Setting<Boolean> OWN_TRAFFIC = GROUP.add(
            "wadi.capture.own-traffic",
            SettingType.BOOLEAN,
            "false",
            "Whether live captures include Wadi's own connections: those between this machine and the brokers, "
                    + "the database, the console and JMX. If they are not included, storing a packet never causes "
                    + "more packets to be stored; they are counted as excluded.");
    public static final Setting<String> PACE = GROUP.add(
            "wadi.capture.pace", SettingType.PACE, "max", "Speed of a file: max, original, or packets per second.");
    public static final Setting<Integer> REPEAT = GROUP.add(
            "wadi.capture.repeat",
            SettingType.integer(0, Integer.MAX_VALUE),
            "1",
            "How many times to read a file; 0 means without end.");
    public static final Setting<Boolean> REBASE = GROUP.add(
            "wadi.capture.rebase",
            SettingType.BOOLEAN,
            "false",
            "Whether to shift a file's time stamps to the " + "present.");
    public static final Setting<Boolean> DECAPSULATE = GROUP.add(
            "wadi.capture.decapsulate",
            SettingType.BOOLEAN,
            "false",
            "Whether to decode the packet inside a tunnel instead of the outer packet.");
    public static final Setting<Integer> BATCH_SIZE =
            GROUP.add("wadi.capture.batch-size", SettingType.BATCH, "1000", "Most packets in one Camel exchange.");
    public static final Setting<Integer> QUEUE_SIZE = GROUP.add(
            "wadi.capture.queue-size",
            SettingType.integer(1, Integer.MAX_VALUE),
            "200000",
            "Most packets between the capture and Kafka's acknowledgement.");
    public static final Setting<Integer> QUEUE_BYTES = GROUP.add(
            "wadi.capture.queue-bytes",
            SettingType.integer(0, Integer.MAX_VALUE, "bytes"),
            "0",
            "Most heap for these packets, as frames, packets, flows or messages; 0 means 30 % of the heap, "
                    + "which all captures with 0 share equally.");
    // At most what a reader of flow messages accepts in one message.
    public static final Setting<Integer> FLOWS_BATCH_PACKETS = GROUP.add(
            "wadi.capture-flows.batch-packets",
            SettingType.integer(1, 500_000),
            "200000",
            "With flows: most packets to aggregate before a batch of flows is published.");
    public static final Setting<Integer> FLOWS_BATCH_FLOWS = GROUP.add(
            "wadi.capture-flows.batch-flows",
            SettingType.BATCH,
            "20000",
            "With flows: most flows with resolved names of addresses before a batch of flows is published.");
    public static final Setting<Duration> FLOWS_INTERVAL = GROUP.add(
            "wadi.capture-flows.interval-millis",
            SettingType.INTERVAL,
            "1000",
            "With flows: longest time until a batch of flows is published.");

    private CaptureSettings() {}
}
