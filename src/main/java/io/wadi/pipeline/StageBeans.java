package io.wadi.pipeline;

import com.zaxxer.hikari.HikariDataSource;
import io.wadi.database.ApiDatabase;
import io.wadi.database.DatabaseSession;
import io.wadi.detect.AlertBook;
import io.wadi.detect.DetectCounters;
import io.wadi.detect.DetectHealthCheck;
import io.wadi.detect.DetectionRunner;
import io.wadi.detect.DetectionSchedule;
import io.wadi.detect.Detections;
import io.wadi.detect.StoredFlows;
import io.wadi.flow.CaptureAggregationStrategy;
import io.wadi.flow.FlowAggregationStrategy;
import io.wadi.flow.FlowCounters;
import io.wadi.flow.FlowJson;
import io.wadi.geoip.GeoIpDatabase;
import io.wadi.geoip.GeoIpEnricher;
import io.wadi.message.KafkaAccess;
import io.wadi.message.PacketJson;
import io.wadi.message.Publishing;
import io.wadi.query.AnswerJson;
import io.wadi.query.FlowDetail;
import io.wadi.settings.CaptureAt;
import io.wadi.settings.Settings;
import io.wadi.store.BatchExecutor;
import io.wadi.store.BatchLimits;
import io.wadi.store.BeyondEnd;
import io.wadi.store.FlowRows;
import io.wadi.store.KafkaTopicIds;
import io.wadi.store.PackedKafkaClients;
import io.wadi.store.StoreCounters;
import io.wadi.store.StoreLag;
import io.wadi.store.StoredOffsets;
import io.wadi.store.TrafficAggregationStrategy;
import io.wadi.store.TrafficCopy;
import io.wadi.web.Acknowledgements;
import io.wadi.web.ApiAnswers;
import io.wadi.web.ApiParameters;
import io.wadi.web.CaptureHealth;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.main.Main;
import org.apache.kafka.clients.admin.Admin;

/** Binds the beans that routes name, stage by stage. */
final class StageBeans {

    /** Executors that the store routes name, one each. */
    private static final List<String> STORED_BATCHES =
            List.of("traffic-batches", "flow-batches", "flow-message-batches");

    private final Main main;
    private final Settings settings;
    private final HikariDataSource database;
    private final StoreCounters counters = new StoreCounters();
    private final BatchLimits limits = new BatchLimits(counters);

    StageBeans(Main main, Settings settings, HikariDataSource database) {
        this.main = main;
        this.settings = settings;
        this.database = database;
    }

    /** Returns what the caller closes: the thread that publishes flows. */
    AutoCloseable forEveryStage() {
        BatchExecutor captured = new BatchExecutor("capture-batches");
        FlowCounters flows = new FlowCounters();
        main.bind("capture-filter", settings.get("wadi.capture.filter"));
        main.bind("publishing", new Publishing());
        main.bind("packet-json", new PacketJson());
        main.bind("flow-json", new FlowJson());
        // The error policy names it, which every shipped route has.
        main.bind("batch-limits", limits);
        main.bind("flow-counters", flows);
        main.bind("capture-aggregation", new CaptureAggregationStrategy(windowSeconds(), flows));
        main.bind("capture-batches", captured);
        if (database != null) {
            main.bind("database", database);
            main.addProperty("camel.component.sql.data-source", "#database");
        }
        return captured;
    }

    /** Returns what the caller closes: a client of Kafka and the threads that store. */
    List<AutoCloseable> forStores(Path cache) {
        KafkaTopicIds topicIds = new KafkaTopicIds(KafkaAccess.of(settings).properties());
        StoredOffsets offsets = new StoredOffsets(database, topicIds, counters, limits);
        GeoIpDatabase geoip = new GeoIpDatabase(settings.get("wadi.geoip.city"), settings.get("wadi.geoip.asn"), cache);
        main.bind("store-counters", counters);
        main.bind("stored-offsets", offsets);
        main.bind("packed-kafka", new PackedKafkaClients(offsets, BeyondEnd.of(settings)));
        main.bind("geoip-database", geoip);
        main.bind("geoip", new GeoIpEnricher(geoip));
        main.bind("traffic-aggregation", new TrafficAggregationStrategy());
        main.bind("traffic-copy", new TrafficCopy(database));
        main.bind("flow-aggregation", new FlowAggregationStrategy(windowSeconds()));
        main.bind("flow-rows", new FlowRows());
        List<AutoCloseable> opened = new ArrayList<>(List.of(topicIds));
        for (String batches : STORED_BATCHES) {
            BatchExecutor executor = new BatchExecutor(batches);
            main.bind(batches, executor);
            opened.add(executor);
        }
        return opened;
    }

    private int windowSeconds() {
        return settings.number("wadi.flow.window-seconds");
    }

    /** Opens a client of Kafka, which the caller closes. */
    Admin forDetect(Path userFolder) {
        DetectCounters counters = new DetectCounters();
        Detections detections = new Detections(userFolder);
        int timeout = settings.number("wadi.detect.timeout-seconds");
        DetectionRunner runner = new DetectionRunner(database, Duration.ofSeconds(timeout), counters);
        Duration catchUp = Duration.ofHours(settings.number("wadi.detect.catch-up-hours"));
        Admin admin = Admin.create(KafkaAccess.of(settings).properties());
        StoreLag lag = new StoreLag(database, admin, CaptureAt.topics(settings));
        StoredFlows stored =
                new StoredFlows(lag, Stage.STORE_FLOWS.consumers(settings).keySet(), catchUp);
        main.bind("detections", detections);
        main.bind("detect-counters", counters);
        main.bind("detection-runner", runner);
        main.bind(
                "detection-schedule",
                new DetectionSchedule(detections, database, stored, Clock.systemUTC(), catchUp, counters));
        main.bind("alert-book", new AlertBook(database, counters));
        main.bind("detect-check", new DetectHealthCheck(detections, runner));
        return admin;
    }

    /** Where nobody has to say who it is, all that is known is that it came from this machine. */
    private String user() {
        String user = settings.get("wadi.http.user");
        return user.isEmpty() ? "localhost" : user;
    }

    /** Opens a pool of the pages' own, which the caller closes. */
    HikariDataSource forApi() throws SQLException {
        HikariDataSource pages;
        try (Connection connection = database.getConnection()) {
            pages = ApiDatabase.open(settings, DatabaseSession.isPooled(connection));
        }
        main.bind("api-database", pages);
        main.bind("api-parameters", new ApiParameters(Clock.systemUTC(), FlowDetail.of(settings)));
        main.bind("api-json", AnswerJson.mapper());
        main.bind("api-answers", new ApiAnswers());
        main.bind("api-acknowledgements", new Acknowledgements(Clock.systemUTC(), user()));
        main.bind("capture-health", new CaptureHealth());
        return pages;
    }
}
