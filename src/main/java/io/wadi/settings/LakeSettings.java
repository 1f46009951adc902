package io.wadi.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The lake: packets as an Iceberg table of Parquet files. */
public final class LakeSettings {

    static final SettingGroup GROUP = new SettingGroup("Lake");

    public static final Setting<Boolean> ENABLED = GROUP.add(
            "wadi.lake.enabled",
            SettingType.BOOLEAN,
            "false",
            "Whether Wadi also stores packets and flows in the lake, Iceberg tables of Parquet files; --only"
                    + " store-lake sets it.");
    public static final Setting<String> WAREHOUSE = GROUP.add(
            "wadi.lake.warehouse",
            SettingType.WAREHOUSE,
            "",
            "Where the lake's tables are, the same for all processes: a folder, or s3://bucket/folder (wadi add s3)."
                    + " Empty means the folder lake in the data folder, or what a REST catalog decides.");
    public static final Setting<String> CATALOG = GROUP.add(
            "wadi.lake.catalog",
            SettingType.HTTP_ADDRESS,
            "",
            "Address of an Iceberg REST catalog for the lake's tables; empty means a catalog in Wadi's database.");
    public static final Setting<Optional<Path>> PROPERTIES = GROUP.add(
            "wadi.lake.properties",
            SettingType.PATH,
            "",
            "File with further properties of Iceberg's catalog and of S3, for example credential or s3.endpoint; empty "
                    + "for none.");
    public static final Setting<Duration> INTERVAL = GROUP.add(
            "wadi.store-lake.interval-millis",
            SettingType.INTERVAL,
            "30000",
            "Longest time that packets and flows wait before they are committed to the lake. Keep it below "
                    + "wadi.health.stall-seconds, or health takes the wait for a stall.");
    public static final Setting<Integer> BATCH = GROUP.add(
            "wadi.store-lake.batch-packets",
            SettingType.BATCH,
            "2000000",
            "Most packets or flows that are committed to the lake at once. A batch that reaches its limit of memory is "
                    + "committed earlier.");
    public static final Setting<Integer> POLL = GROUP.add(
            "wadi.store-lake.poll-packets",
            SettingType.BATCH,
            "5000",
            "Most packets or flows for the lake that are read in one poll.");
    public static final Setting<Integer> CONSUMERS = GROUP.add(
            "wadi.store-lake.consumers",
            SettingType.CONSUMERS,
            "1",
            "Consumers of packets, and of flows, for the lake in this process.");
    public static final Setting<Duration> PACKETS = GROUP.add(
            "wadi.lake.packet-days",
            SettingType.KEPT,
            "0",
            "How long packets are kept in the lake, by the time of capture; 0 means forever. Files whose packets are"
                    + " all older are removed.");
    public static final Setting<Duration> FLOWS = GROUP.add(
            "wadi.lake.flow-days",
            SettingType.KEPT,
            "0",
            "How long flows of table flows are kept in the lake, by their window; 0 means forever.");
    public static final Setting<Duration> SNAPSHOTS = GROUP.add(
            "wadi.lake.snapshot-hours",
            SettingType.duration(1, 87_600, TimeUnit.HOURS),
            "24",
            "How long the lake's earlier snapshots can be read, at most 2,000 of them. Files that only they use are"
                    + " deleted later.");
    public static final Setting<Duration> UPKEEP = GROUP.add(
            "wadi.lake.upkeep-millis",
            SettingType.INTERVAL,
            "3600000",
            "Time between two searches of the lake for packets and snapshots that are too old, for small files to"
                    + " merge, and for files that no snapshot uses.");
    public static final Setting<Integer> MOST_ROWS = GROUP.add(
            "wadi.lake.most-rows",
            SettingType.integer(1, 100_000_000, "rows"),
            "2000000",
            "Most rows that are copied from the lake into PostgreSQL, for as long as it takes to answer a question of page"
                    + " /explore about flows that only the lake has. A question that needs more is refused.");
    public static final Setting<Integer> MEMORY = GROUP.add(
            "wadi.lake.question-megabytes",
            SettingType.integer(64, 1_000_000, "megabytes"),
            "256",
            "Memory for DuckDB, beside the heap, while it answers a question of page /explore about flows that only the lake"
                    + " has. Further data goes into the folder for temporary files (java.io.tmpdir).");

    private LakeSettings() {}

    /**
     * The absolute path of the lake's folder, or its location on S3; with a REST catalog what the setting says.
     *
     * @param data the data folder, for the default
     */
    public static String warehouse(Settings settings, Path data) {
        String place = settings.get(WAREHOUSE);
        if (!settings.get(CATALOG).isEmpty() || place.startsWith("s3://")) {
            return place;
        }
        Path folder = place.isEmpty() ? data.resolve("lake") : Path.of(place);
        return folder.toAbsolutePath().toString();
    }
}
