package io.wadi.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.wadi.failure.PeriodicTask;
import io.wadi.geoip.GeoIpDatabase;
import io.wadi.geoip.GeoIpMeters;
import io.wadi.geoip.GeoIpUpdate;
import io.wadi.message.KafkaAccess;
import io.wadi.message.RenewedAdmin;
import io.wadi.own.OwnTraffic;
import io.wadi.query.NamedNetworks;
import io.wadi.settings.CaptureAt;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.NetworkSettings;
import io.wadi.settings.SettingException;
import io.wadi.settings.Settings;
import io.wadi.settings.WebSettings;
import io.wadi.store.PendingSums;
import io.wadi.store.StoreLag;
import io.wadi.web.health.BrokerCheck;
import io.wadi.web.health.ConsumersCheck;
import io.wadi.web.health.DatabaseCheck;
import io.wadi.web.health.FoldCheck;
import io.wadi.web.health.GeoIpCheck;
import io.wadi.web.health.LagCheck;
import io.wadi.web.health.RouteChecks;
import io.wadi.web.health.TaskCheck;
import java.time.Duration;
import javax.management.JMException;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.plugin.JolokiaPlatformHttpPlugin;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.model.Model;
import org.apache.camel.spi.Registry;
import org.apache.kafka.clients.admin.Admin;

/**
 * The operators' view of the running pipeline: HTTP server, Hawtio, health, metrics, MBeans. Set up while Camel Main
 * starts, for the beans that the registry has then: {@code database}, a {@link KafkaAccess}, a {@link GeoIpDatabase}
 * and all {@link MeterBinder}s, as far as they exist.
 */
public final class Console extends MainListenerSupport {

    /** Where Vert.x looks for files before it looks in the class path. */
    private static final String VERTX_FOLDER = "vertx.cwd";

    private static final int DATABASE_SECONDS = 2;
    private static final int BROKER_SECONDS = 5;
    private static final int LAG_SECONDS = 5;
    private static final int CONSUMERS_SECONDS = 5;
    private static final int PENDING_SECONDS = 5;
    private static final int GEOIP_SECONDS = 10;
    private static final int NETWORKS_SECONDS = 10;
    private static final int USERS_SECONDS = 5;
    private static final int DAY_SECONDS = 86_400;
    private static final int OWN_SECONDS = 60;

    private final Settings settings;
    private final HttpAccess access;
    private final int jmxPort;
    private KnownSecrets secrets;

    /**
     * Creates a console, which is not set up yet.
     *
     * @throws SettingException if a setting is invalid, or the port of HTTP or JMX is taken
     */
    public Console(Settings settings) {
        this.settings = settings;
        access = HttpAccess.of(settings);
        jmxPort = JmxServer.port(settings, access);
        if (isServing()) {
            HttpCheck.free(access);
        }
        if (jmxPort > 0) {
            JmxServer.checkFree(access, jmxPort);
        }
    }

    /**
     * Refuses what a console would, before somebody makes servers for it.
     *
     * @throws SettingException if a setting is invalid, or the port of HTTP or JMX is taken
     */
    public static void check(Settings settings) {
        new Console(settings);
    }

    private boolean isServing() {
        return settings.get(WebSettings.ENABLED);
    }

    @Override
    public void beforeConfigure(BaseMainSupport main) {
        CamelContext context = main.getCamelContext();
        Registry registry = context.getRegistry();
        // These parts are off in application.properties, so no server can run without the gate.
        for (String part : new String[] {"camel.server", "camel.management", "camel.metrics"}) {
            main.addOverrideProperty(part + ".enabled", String.valueOf(isServing()));
        }
        // By default it is the working directory, where somebody else's folder could take the place of the pages.
        System.setProperty(VERTX_FOLDER, System.getProperty("java.home"));
        registry.bind("http-server", new GatedServerFactory(access));
        secrets = new KnownSecrets(context, settings);
        if (isServing()) {
            registry.bind(JolokiaPlatformHttpPlugin.NAME, new JolokiaAnswers(secrets));
            registry.bind("answer-headers", new AnswerHeaders());
            main.addOverrideProperty("camel.component.platform-http.header-filter-strategy", "#bean:answer-headers");
        }
        registry.bind("proxy-meters", access.proxy());
        registry.bind("metrics", new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        Upkeep upkeep = new Upkeep(context);
        GeoIpDatabase geoip = registry.findSingleByType(GeoIpDatabase.class);
        if (geoip != null) {
            registry.bind("geoip-meters", new GeoIpMeters(geoip));
            registry.bind("geoip-check", new GeoIpCheck(geoip));
            upkeep.every(GEOIP_SECONDS, "Reloading GeoIP files", geoip::reloadIfChanged);
        }
        GeoIpUpdate update = registry.findSingleByType(GeoIpUpdate.class);
        if (update != null) {
            upkeep.every(DAY_SECONDS, new PeriodicTask("Updating GeoIP files", update::runAndLog, Duration.ofHours(2)));
        }
        if (access.logins().hasMore()) {
            upkeep.every(USERS_SECONDS, "Reloading users", access.logins()::reloadIfChanged);
        }
        OwnTraffic own = registry.findSingleByType(OwnTraffic.class);
        if (own != null) {
            upkeep.every(OWN_SECONDS, "Looking up Wadi's own servers", own::refresh);
        }
        registry.bind(RouteChecks.NAME, new RouteChecks());
        context.addLifecycleStrategy(new RouteMeters());
        context.getCamelContextExtension()
                .getContextPlugin(Model.class)
                .addModelLifecycleStrategy(new TemplateDescriptions());
        ConsumersCheck consumers = new ConsumersCheck(context, patience());
        registry.bind("consumers-check", consumers);
        upkeep.every(CONSUMERS_SECONDS, "Watching consumers", consumers::refresh);
        upkeep.every(CONSUMERS_SECONDS, "Trying other brokers", consumers::refreshBrokers);
        watchServers(registry, upkeep);
        registry.bind("task-meters", upkeep);
        registry.bind("task-check", new TaskCheck(upkeep.tasks()));
        MeterRegistry meters = registry.findSingleByType(MeterRegistry.class);
        registry.findByType(MeterBinder.class).forEach(binder -> binder.bindTo(meters));
        add(context, upkeep);
    }

    /** Before Camel registers its MBeans. */
    @Override
    public void afterConfigure(BaseMainSupport main) {
        ManagedRoutes.separate(main.getCamelContext());
    }

    private Duration patience() {
        return settings.get(WebSettings.STALL);
    }

    private void watchServers(Registry registry, Upkeep upkeep) {
        DataSource database = registry.lookupByNameAndType("database", DataSource.class);
        if (database != null) {
            watchDatabase(registry, upkeep, database);
        }
        KafkaAccess kafka = registry.findSingleByType(KafkaAccess.class);
        if (kafka == null) {
            return;
        }
        Admin admin = upkeep.closing(RenewedAdmin.create(kafka.properties()));
        BrokerCheck check = new BrokerCheck(admin, kafka.brokers());
        registry.bind("broker-check", check);
        upkeep.every(BROKER_SECONDS, "Asking Kafka", check::refresh);
        if (database != null) {
            StoreLag lag = new StoreLag(database, admin, CaptureAt.topics(settings));
            registry.bind("store-lag", lag);
            registry.bind("lag-check", new LagCheck(lag, patience()));
            upkeep.every(LAG_SECONDS, "Reading the lag", lag::refresh);
        }
    }

    private void watchDatabase(Registry registry, Upkeep upkeep, DataSource database) {
        DatabaseCheck check = new DatabaseCheck(database, settings.get(DatabaseSettings.URL));
        registry.bind("database-check", check);
        upkeep.every(DATABASE_SECONDS, "Asking the database", check::refresh);
        // Readers of the pages' connections cannot write, so the stage is known by their pool.
        if (registry.lookupByName("api-database") != null) {
            settings.get(NetworkSettings.FILE).ifPresent(file -> {
                NamedNetworks networks = new NamedNetworks(file, database);
                upkeep.every(NETWORKS_SECONDS, "Reloading networks", networks::reloadIfChanged);
            });
        }
        PendingSums pending = new PendingSums(database);
        registry.bind("pending-sums", pending);
        registry.bind("fold-check", new FoldCheck(pending, patience()));
        upkeep.every(PENDING_SECONDS, "Counting pending sums", pending::refresh);
    }

    private void add(CamelContext context, Upkeep upkeep) {
        try {
            if (jmxPort > 0) {
                upkeep.closing(JmxServer.start(access, jmxPort));
            }
            context.addService(upkeep);
            context.addStartupListener((starting, alreadyStarted) -> started(starting));
        } catch (SettingException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The console cannot start: " + e.getMessage(), e);
        }
    }

    /** Called when the server runs and before the routes start. */
    private void started(CamelContext context) throws JMException {
        ManagedBeans.register(context);
        ManagedRoutes.registerApi(context);
        for (VertxPlatformHttpRouter router : context.getRegistry().findByType(VertxPlatformHttpRouter.class)) {
            new HealthPages(context, secrets).mount(router);
            new LoginPage(access).mount(router);
            new Hawtio(access).mount(router);
        }
    }
}
