package io.wadi.settings;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How the stores read and write. */
public final class StoreSettings {

    static final SettingGroup GROUP = new SettingGroup("Storing");

    public static final Setting<Duration> WINDOW = GROUP.add(
            "wadi.flow.window-seconds",
            SettingType.duration(1, 86_400, TimeUnit.SECONDS),
            "60",
            "Length of a flow's window.");
    public static final Setting<Duration> INTERVAL = GROUP.add(
            "wadi.store.interval-millis",
            SettingType.INTERVAL,
            "1000",
            "Longest time that packets wait before they are stored.");
    public static final Setting<Duration> FOLD_INTERVAL = GROUP.add(
            "wadi.fold.interval-millis",
            SettingType.INTERVAL,
            "1000",
            "Time between two folds, which add what was stored to tables flows_hour, flows_day, hosts and geoip. The "
                    + "dashboard, the API and schema bi do not wait for it.");
    public static final Setting<Integer> MOST_PENDING = GROUP.add(
            "wadi.fold.most-pending",
            SettingType.integer(1, 10_000_000, "sums"),
            "500000",
            "Sums that may wait to be folded, a few hundred bytes each. While there are more, the stores of flows wait, "
                    + "and packets wait in Kafka.");
    public static final Setting<Integer> TRAFFIC_BATCH = GROUP.add(
            "wadi.store-traffic.batch-packets",
            SettingType.BATCH,
            "20000",
            "Most packets that store-traffic stores in one transaction.");
    public static final Setting<Integer> TRAFFIC_POLL = GROUP.add(
            "wadi.store-traffic.poll-packets",
            SettingType.BATCH,
            "5000",
            "Most packets that store-traffic reads in one poll.");
    public static final Setting<Integer> TRAFFIC_CONSUMERS = GROUP.add(
            "wadi.store-traffic.consumers", SettingType.CONSUMERS, "1", "Consumers of store-traffic in this process.");
    public static final Setting<Integer> TRAFFIC_LANES = GROUP.add(
            "wadi.store-traffic.connections",
            SettingType.integer(1, 64),
            "2",
            "Batches, of different partitions, that store-traffic stores at the same time in this process. Each needs one of "
                    + "wadi.database.connections.");
    public static final Setting<Integer> FLOWS_BATCH = GROUP.add(
            "wadi.store-flows.batch-packets",
            SettingType.BATCH,
            "50000",
            "Most packets that store-flows stores in one transaction.");
    public static final Setting<Integer> FLOWS_POLL = GROUP.add(
            "wadi.store-flows.poll-packets",
            SettingType.BATCH,
            "5000",
            "Most packets that store-flows reads in one poll.");
    public static final Setting<Integer> FLOWS_CONSUMERS = GROUP.add(
            "wadi.store-flows.consumers", SettingType.CONSUMERS, "1", "Consumers of store-flows in this process.");
    public static final Setting<Integer> FLOW_MESSAGES_BATCH = GROUP.add(
            "wadi.store-flow-messages.batch-flows",
            SettingType.BATCH,
            "20000",
            "Most flows of probes that are stored in one transaction.");
    public static final Setting<Integer> FLOW_MESSAGES_POLL = GROUP.add(
            "wadi.store-flow-messages.poll-flows",
            SettingType.BATCH,
            "5000",
            "Most flows of probes that are read in one poll.");
    public static final Setting<Integer> FLOW_MESSAGES_CONSUMERS = GROUP.add(
            "wadi.store-flow-messages.consumers",
            SettingType.CONSUMERS,
            "1",
            "Consumers of flows of probes in this process.");
    public static final Setting<Integer> DAYS_AHEAD = GROUP.add(
            "wadi.store.days-ahead",
            SettingType.integer(1, 366, "days"),
            "1",
            "How many days after today (UTC) have a partition before their first row. Packets of later days stay in "
                    + "the default partition until their day is so near.");
    public static final Setting<BeyondEnd> BEYOND_END = GROUP.add(
            "wadi.offsets.beyond-end",
            SettingType.words(BeyondEnd.class),
            "wait",
            "What to do if a stored offset is not in the topic, because the topic was recreated or a broker lost its "
                    + "last messages: wait (report it and consume nothing) or restart (begin with the oldest "
                    + "message).");

    private StoreSettings() {}

    /** Each batch that is stored needs a connection. */
    static void check(Settings settings) {
        int lanes = settings.get(TRAFFIC_LANES);
        int connections = settings.get(DatabaseSettings.CONNECTIONS);
        if (lanes > connections) {
            throw new SettingException(
                    "Setting " + TRAFFIC_LANES + " is " + lanes + ", but " + DatabaseSettings.CONNECTIONS + " is "
                            + connections + ". Raise that, or store fewer batches at the same time");
        }
    }
}
