package io.wadi.pipeline;

import com.zaxxer.hikari.HikariDataSource;
import io.wadi.database.PagesDatabase;
import io.wadi.detect.DetectCounters;
import io.wadi.detect.DetectHealthCheck;
import io.wadi.detect.DetectionRunner;
import io.wadi.detect.Detections;
import io.wadi.detect.StoredFlows;
import io.wadi.geoip.GeoIpDatabase;
import io.wadi.geoip.GeoIpUpdate;
import io.wadi.lake.LakePlace;
import io.wadi.message.KafkaAccess;
import io.wadi.message.RenewedAdmin;
import io.wadi.own.OwnTraffic;
import io.wadi.settings.CaptureAt;
import io.wadi.settings.DetectSettings;
import io.wadi.settings.GeoIpSettings;
import io.wadi.settings.Settings;
import io.wadi.store.BatchExecutor;
import io.wadi.store.BatchLanes;
import io.wadi.store.BatchLimits;
import io.wadi.store.Fold;
import io.wadi.store.KafkaTopicIds;
import io.wadi.store.StoreCounters;
import io.wadi.store.StoreLag;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.main.Main;
import org.apache.kafka.clients.admin.Admin;

/** Opens the resources that the stages of this process share, and binds their beans. */
final class StageBeans {

    private final Main main;
    private final Settings settings;
    private final Set<Stage> stages;
    private final HikariDataSource database;
    private final List<AutoCloseable> opened = new ArrayList<>();

    StageBeans(Main main, Settings settings, Set<Stage> stages, HikariDataSource database) {
        this.main = main;
        this.settings = settings;
        this.stages = stages;
        this.database = database;
    }

    /**
     * Binds the beans of the stages.
     *
     * @param cache folder for copies of GeoIP databases, and for the lake if no setting names another
     * @param detections folder of the user's detections
     * @return clients, pools and threads, which the caller closes
     */
    List<AutoCloseable> bind(OwnTraffic own, Path cache, Path detections) throws SQLException {
        StoreCounters counters = new StoreCounters();
        BeanParts parts = new BeanParts(
                settings,
                own,
                database,
                stages.contains(Stage.API) ? pages() : null,
                stores() ? topicIds() : null,
                stores() ? geoip(cache) : null,
                stages.contains(Stage.DETECT) ? new Detections(detections) : null,
                stages.contains(Stage.DETECT) ? storedFlows() : null,
                counters,
                new BatchLimits(counters),
                LakePlace.of(settings, cache, database),
                new DetectCounters(),
                Clock.systemUTC());
        bind(WadiBeans.everywhere(parts));
        if (database != null) {
            bindDatabase(parts);
        }
        if (stores()) {
            bind(WadiBeans.stores(parts));
            main.bind("geoip-database", parts.geoip());
            if (settings.get(GeoIpSettings.UPDATE)) {
                main.bind("geoip-update", new GeoIpUpdate(settings, cache));
            }
        }
        if (stages.contains(Stage.DETECT)) {
            bindDetect(parts);
        }
        if (stages.contains(Stage.API)) {
            bind(WadiBeans.api(parts));
        }
        return opened;
    }

    private void bindDatabase(BeanParts parts) {
        Map<String, Object> beans = WadiBeans.database(parts);
        bind(beans);
        main.addProperty("camel.component.sql.data-source", "#database");
        if (stages.contains(Stage.STORE_FLOWS)) {
            opened.add((Fold) beans.get("fold"));
        }
    }

    private boolean stores() {
        return stages.stream().anyMatch(Stage::stores);
    }

    private void bind(Map<String, Object> beans) {
        beans.forEach(main::bind);
        beans.values().stream()
                .filter(bean -> bean instanceof BatchExecutor || bean instanceof BatchLanes)
                .map(AutoCloseable.class::cast)
                .forEach(opened::add);
    }

    private void bindDetect(BeanParts parts) {
        Map<String, Object> beans = WadiBeans.detect(parts);
        bind(beans);
        main.bind("detections", parts.detections());
        main.bind("detect-check", new DetectHealthCheck(parts.detections(), (DetectionRunner)
                beans.get("detection-runner")));
    }

    private KafkaTopicIds topicIds() {
        KafkaTopicIds ids = new KafkaTopicIds(KafkaAccess.of(settings).properties());
        opened.add(ids);
        return ids;
    }

    private GeoIpDatabase geoip(Path cache) {
        return new GeoIpDatabase(settings.get(GeoIpSettings.CITY), settings.get(GeoIpSettings.ASN), cache);
    }

    private StoredFlows storedFlows() {
        Admin admin = RenewedAdmin.create(KafkaAccess.of(settings).properties());
        opened.add(admin);
        StoreLag lag = new StoreLag(database, admin, CaptureAt.topics(settings));
        return new StoredFlows(
                lag, Stage.STORE_FLOWS.consumers(settings).keySet(), settings.get(DetectSettings.CATCH_UP));
    }

    private HikariDataSource pages() throws SQLException {
        HikariDataSource pages = PagesDatabase.open(settings, database);
        opened.add(pages);
        return pages;
    }
}
