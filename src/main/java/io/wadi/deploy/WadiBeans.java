package io.wadi.deploy;

import static java.util.Map.entry;

import io.wadi.detect.AlertBook;
import io.wadi.detect.DetectCounters;
import io.wadi.detect.DetectionRunner;
import io.wadi.detect.DetectionSchedule;
import io.wadi.flow.CaptureAggregationStrategy;
import io.wadi.flow.FlowAggregationStrategy;
import io.wadi.flow.FlowCounters;
import io.wadi.flow.FlowJson;
import io.wadi.geoip.GeoIpEnricher;
import io.wadi.message.PacketJson;
import io.wadi.message.Publishing;
import io.wadi.pcap.PacketExclusion;
import io.wadi.query.AnswerJson;
import io.wadi.query.FlowDetail;
import io.wadi.store.BatchExecutor;
import io.wadi.store.BatchLimits;
import io.wadi.store.BeyondEnd;
import io.wadi.store.FlowRows;
import io.wadi.store.PackedKafkaClients;
import io.wadi.store.StoreCounters;
import io.wadi.store.StoredOffsets;
import io.wadi.store.TrafficAggregationStrategy;
import io.wadi.store.TrafficCopy;
import io.wadi.web.Acknowledgements;
import io.wadi.web.ApiAnswers;
import io.wadi.web.ApiParameters;
import io.wadi.web.CaptureHealth;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.support.SimpleRegistry;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The one list of the beans that Wadi lends to routes, each with a stand-in of its type that touches no server. Route
 * files are checked with the stand-ins, so that a check disturbs nothing that runs and needs no database.
 */
public final class WadiBeans {

    private static final Map<String, Supplier<Object>> STAND_INS = new TreeMap<>(Map.ofEntries(
            entry("packet-json", PacketJson::new),
            entry("database", PGSimpleDataSource::new),
            entry("stored-offsets", WadiBeans::offsets),
            entry("batch-limits", () -> new BatchLimits(new StoreCounters())),
            entry("packed-kafka", () -> new PackedKafkaClients(offsets(), BeyondEnd.WAIT)),
            entry("geoip", () -> new GeoIpEnricher(null)),
            entry("store-counters", StoreCounters::new),
            entry("traffic-aggregation", TrafficAggregationStrategy::new),
            entry("publishing", Publishing::new),
            entry("detect-counters", DetectCounters::new),
            entry("capture-batches", () -> new BatchExecutor("capture-batches")),
            entry("traffic-batches", () -> new BatchExecutor("traffic-batches")),
            entry("flow-batches", () -> new BatchExecutor("flow-batches")),
            entry("flow-message-batches", () -> new BatchExecutor("flow-message-batches")),
            entry("traffic-copy", () -> new TrafficCopy(new PGSimpleDataSource())),
            entry("flow-aggregation", () -> new FlowAggregationStrategy(60)),
            entry("flow-rows", FlowRows::new),
            entry("flow-json", FlowJson::new),
            entry("flow-counters", FlowCounters::new),
            entry("capture-filter", () -> ""),
            entry("own-traffic", () -> (PacketExclusion) packet -> false),
            entry("capture-aggregation", () -> new CaptureAggregationStrategy(60, new FlowCounters())),
            entry("api-database", PGSimpleDataSource::new),
            entry("api-json", AnswerJson::mapper),
            entry("api-parameters", () -> new ApiParameters(Clock.systemUTC(), FlowDetail.windows(60))),
            entry("api-answers", ApiAnswers::new),
            entry("api-acknowledgements", () -> new Acknowledgements(Clock.systemUTC(), "nobody")),
            entry("capture-health", CaptureHealth::new),
            entry("detection-runner", WadiBeans::runner),
            entry("detection-schedule", WadiBeans::schedule),
            entry("alert-book", () -> new AlertBook(new PGSimpleDataSource(), new DetectCounters()))));

    private WadiBeans() {}

    private static DetectionSchedule schedule() {
        return new DetectionSchedule(
                null,
                new PGSimpleDataSource(),
                now -> now,
                Clock.systemUTC(),
                Duration.ofDays(1),
                new DetectCounters());
    }

    private static DetectionRunner runner() {
        return new DetectionRunner(new PGSimpleDataSource(), Duration.ofSeconds(30), new DetectCounters());
    }

    private static StoredOffsets offsets() {
        return new StoredOffsets(new PGSimpleDataSource(), topics -> Map.of(), new StoreCounters());
    }

    /** Their names. */
    public static Set<String> names() {
        return STAND_INS.keySet();
    }

    /** A new stand-in for each. */
    static BeanRepository standIns() {
        SimpleRegistry registry = new SimpleRegistry();
        STAND_INS.forEach((name, standIn) -> registry.bind(name, standIn.get()));
        return registry;
    }
}
