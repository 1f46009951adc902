package io.wadi.pipeline;

import static java.util.Map.entry;

import io.wadi.deploy.LentBeans;
import io.wadi.detect.AlertBook;
import io.wadi.detect.DetectCounters;
import io.wadi.detect.DetectionRunner;
import io.wadi.detect.DetectionSchedule;
import io.wadi.flow.CaptureAggregationStrategy;
import io.wadi.flow.ExportedFlowJson;
import io.wadi.flow.FlowAggregationStrategy;
import io.wadi.flow.FlowCounters;
import io.wadi.flow.FlowJson;
import io.wadi.geoip.GeoIpEnricher;
import io.wadi.lake.LakePlace;
import io.wadi.message.ExporterMinuteJson;
import io.wadi.message.PacketJson;
import io.wadi.message.Publishing;
import io.wadi.message.ReadableJson;
import io.wadi.message.StoreMemory;
import io.wadi.query.AnswerJson;
import io.wadi.query.Explorer;
import io.wadi.query.StoredDetail;
import io.wadi.settings.CaptureSettings;
import io.wadi.settings.DetectSettings;
import io.wadi.settings.NetflowSettings;
import io.wadi.settings.Settings;
import io.wadi.settings.StoreSettings;
import io.wadi.settings.WebSettings;
import io.wadi.store.BatchExecutor;
import io.wadi.store.BatchLanes;
import io.wadi.store.BatchLimits;
import io.wadi.store.DayPartitions;
import io.wadi.store.FlowDetails;
import io.wadi.store.FlowRows;
import io.wadi.store.FlowStore;
import io.wadi.store.Fold;
import io.wadi.store.PackedKafkaClients;
import io.wadi.store.Retention;
import io.wadi.store.StoreCounters;
import io.wadi.store.StoredOffsets;
import io.wadi.store.TrafficAggregationStrategy;
import io.wadi.store.TrafficCopy;
import io.wadi.web.Acknowledgements;
import io.wadi.web.ApiAnswers;
import io.wadi.web.ApiExplore;
import io.wadi.web.ApiParameters;
import io.wadi.web.CaptureHealth;
import io.wadi.web.SavedViews;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/** The only list of the beans that Wadi provides to routes, by the stages that need them. */
public final class WadiBeans {

    /** The names of beans that are none of a route's: meters, health checks and parts of the console. */
    private static final Set<String> RESERVED = Set.of(
            "answer-headers",
            "broker-check",
            "consumers-check",
            "database-check",
            "demo-files",
            "detect-check",
            "detections",
            "fold-check",
            "geoip-check",
            "geoip-database",
            "geoip-meters",
            "geoip-update",
            "http-server",
            "ingest-files",
            "kafka-access",
            "kafka-options",
            "lag-check",
            "metrics",
            "pending-sums",
            "proxy-meters",
            "store-lag",
            "task-check",
            "task-meters");

    private WadiBeans() {}

    /** The beans that route files may use, whether or not their stages run in this process. */
    public static LentBeans lent(Settings settings) {
        Set<String> names = new TreeMap<>(standIns(settings)).keySet();
        return new LentBeans(names, RESERVED, () -> standIns(settings));
    }

    /** Stand-ins, created like the real beans but from parts that connect to no server. */
    private static Map<String, Object> standIns(Settings settings) {
        StoreCounters counters = new StoreCounters();
        BeanParts parts = new BeanParts(
                settings,
                packet -> false,
                new PGSimpleDataSource(),
                new PGSimpleDataSource(),
                topics -> Map.of(),
                null,
                null,
                now -> now,
                counters,
                new BatchLimits(counters),
                new LakePlace(new PGSimpleDataSource(), ""),
                new DetectCounters(),
                Clock.systemUTC());
        Map<String, Object> all = new HashMap<>();
        Stream.of(everywhere(parts), database(parts), stores(parts), detect(parts), api(parts))
                .forEach(all::putAll);
        return all;
    }

    /** Beans of every process: for its captures, and for the error policy of every shipped route. */
    static Map<String, Object> everywhere(BeanParts parts) {
        FlowCounters flows = new FlowCounters();
        return Map.ofEntries(
                entry("capture-filter", parts.settings().get(CaptureSettings.FILTER)),
                entry("allowed-exporters", parts.settings().get(NetflowSettings.ALLOWED)),
                entry("exporter-names", parts.settings().get(NetflowSettings.NAMES)),
                entry("own-traffic", parts.ownTraffic()),
                entry("publishing", new Publishing()),
                entry("packet-json", new PacketJson(parts.settings())),
                entry("readable-json", new ReadableJson()),
                entry("flow-json", new FlowJson()),
                entry("exported-flow-json", new ExportedFlowJson(windowSeconds(parts))),
                entry("exporter-minutes", new ExporterMinuteJson()),
                entry("flow-counters", flows),
                entry("capture-aggregation", new CaptureAggregationStrategy(windowSeconds(parts), flows)),
                entry("capture-batches", new BatchExecutor("capture-batches")),
                entry("batch-limits", parts.limits()));
    }

    /** Beans of every process that uses a database. */
    static Map<String, Object> database(BeanParts parts) {
        return Map.of(
                "database",
                parts.database(),
                "fold",
                new Fold(parts.database(), parts.settings().get(StoreSettings.MOST_PENDING)));
    }

    /** Beans of the stores. */
    static Map<String, Object> stores(BeanParts parts) {
        StoredOffsets offsets =
                new StoredOffsets(parts.database(), parts.topicIds(), parts.storeCounters(), parts.limits());
        StoreMemory memory = new StoreMemory();
        Map<String, Object> beans = LakeBeans.of(parts, memory);
        beans.putAll(Map.ofEntries(
                entry("store-memory", memory),
                entry("store-counters", parts.storeCounters()),
                entry("stored-offsets", offsets),
                entry(
                        "packed-kafka",
                        new PackedKafkaClients(offsets, parts.settings().get(StoreSettings.BEYOND_END))),
                entry("geoip", new GeoIpEnricher(parts.geoip())),
                entry("traffic-aggregation", new TrafficAggregationStrategy(memory)),
                entry("traffic-batches", new BatchExecutor("traffic-batches")),
                entry(
                        "traffic-lanes",
                        new BatchLanes("traffic-lane", parts.settings().get(StoreSettings.TRAFFIC_LANES))),
                entry("traffic-copy", new TrafficCopy(parts.database(), parts.settings())),
                entry(
                        "day-partitions",
                        new DayPartitions(parts.database(), parts.settings().get(StoreSettings.DAYS_AHEAD))),
                entry("retention", new Retention(parts.database(), parts.settings())),
                entry("flow-aggregation", new FlowAggregationStrategy(windowSeconds(parts), memory)),
                entry("flow-batches", new BatchExecutor("flow-batches")),
                entry("flow-message-batches", new BatchExecutor("flow-message-batches")),
                entry("flow-message-writes", new BatchExecutor("flow-message-writes")),
                entry("flow-store", new FlowStore(parts.database(), parts.settings())),
                entry("flow-details", new FlowDetails(parts.database())),
                entry("flow-rows", new FlowRows())));
        return beans;
    }

    /** Beans of the detections. */
    static Map<String, Object> detect(BeanParts parts) {
        Settings settings = parts.settings();
        Duration timeout = settings.get(DetectSettings.TIMEOUT);
        Duration catchUp = settings.get(DetectSettings.CATCH_UP);
        DetectCounters counters = parts.detectCounters();
        return Map.of(
                "detect-counters", counters,
                "detection-runner", new DetectionRunner(parts.database(), timeout, counters),
                "detection-schedule",
                        new DetectionSchedule(
                                parts.detections(),
                                parts.database(),
                                parts.storedTime(),
                                parts.clock(),
                                catchUp,
                                counters),
                "alert-book", new AlertBook(parts.database(), counters));
    }

    /** Beans of the API. */
    static Map<String, Object> api(BeanParts parts) {
        StoredDetail detail = new StoredDetail(parts.pages(), parts.settings());
        Explorer explorer = new Explorer(parts.pages(), parts.lake(), parts.settings(), parts.clock());
        return Map.of(
                "api-database", parts.pages(),
                "api-parameters", new ApiParameters(parts.clock(), detail),
                "api-explore", new ApiExplore(parts.clock(), detail, explorer),
                "api-views", new SavedViews(parts.clock(), user(parts.settings()), parts.pages(), parts.database()),
                "api-json", AnswerJson.mapper(),
                "api-answers", new ApiAnswers(),
                "api-acknowledgements", new Acknowledgements(parts.clock(), user(parts.settings())),
                "capture-health", new CaptureHealth());
    }

    private static long windowSeconds(BeanParts parts) {
        return parts.settings().get(StoreSettings.WINDOW).toSeconds();
    }

    /** Without a login, all that is known of the user is that the request came from this machine. */
    private static String user(Settings settings) {
        String user = settings.get(WebSettings.USER);
        return user.isEmpty() ? "localhost" : user;
    }
}
