package io.wadi.pipeline;

import com.zaxxer.hikari.HikariDataSource;
import io.wadi.database.Database;
import io.wadi.deploy.BeansByName;
import io.wadi.deploy.Placeholders;
import io.wadi.deploy.RouteDeployer;
import io.wadi.deploy.RouteTopics;
import io.wadi.failure.Bounded;
import io.wadi.failure.StartException;
import io.wadi.message.KafkaAccess;
import io.wadi.message.Topics;
import io.wadi.message.UserTopics;
import io.wadi.netflow.NetflowConsumer;
import io.wadi.own.OwnTraffic;
import io.wadi.pcap.PcapConsumer;
import io.wadi.pcap.PcapPath;
import io.wadi.settings.CaptureSettings;
import io.wadi.settings.NetflowSettings;
import io.wadi.settings.Settings;
import io.wadi.store.LeftTopics;
import io.wadi.web.Console;
import io.wadi.web.HttpUrl;
import io.wadi.web.Pages;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.processor.aggregate.AggregateProcessor;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/** A running pipeline: the routes of some stages and their beans. */
public final class Pipeline implements AutoCloseable {

    private static final Duration POOL_PATIENCE = Duration.ofSeconds(1);

    private final Settings settings;
    private final Set<Stage> stages;
    private final Path cache;
    private final Main main = GuardedRegistry.main(Pipeline.class);
    private final List<AutoCloseable> pools = new ArrayList<>();
    private final Set<Stage> expected = EnumSet.noneOf(Stage.class);
    private KafkaAccess kafka;
    private HikariDataSource database;
    private Path userRoutes;
    private boolean serving;

    /**
     * Creates a pipeline, which is not started yet.
     *
     * @param settings the settings
     * @param stages the stages to run; {@code api} runs only where the pipeline is serving and {@code
     *     wadi.http.enabled} is true, {@code collect} only where {@code wadi.netflow.enabled} is true, and {@code
     *     store-lake} only where {@code wadi.lake.enabled} is true
     * @param cache folder for files that can be recreated, such as unpacked GeoIP databases, and for the lake if no
     *     setting names another
     */
    public Pipeline(Settings settings, Set<Stage> stages, Path cache) {
        this.settings = settings;
        this.stages = EnumSet.copyOf(stages);
        this.cache = cache;
    }

    /** Prepares for a stage that will be added to the running pipeline. */
    public Pipeline expecting(Stage stage) {
        expected.add(stage);
        return this;
    }

    /** Binds a bean before the start, for programs that embed the pipeline. */
    public Pipeline bind(String name, Object bean) {
        main.bind(name, bean);
        return this;
    }

    /** Also deploys the route files of a folder at run time, and uses its subfolder {@code detect} for detections. */
    public Pipeline deploying(Path folder) {
        userRoutes = folder;
        return this;
    }

    /** Also serves health, metrics and Hawtio over HTTP, and the pages if stage {@code api} runs. */
    public Pipeline serving() {
        serving = true;
        return this;
    }

    /**
     * Starts the pipeline; returns when all routes run.
     *
     * @throws StartException with one sentence, if the broker, the database, a file, a port or a setting is unusable
     */
    public void start() throws StartException {
        try {
            prepare();
            main.start();
            warnOfLeftTopics();
            if (serving && stages.contains(Stage.API)) {
                Pages.mount(context());
            }
        } catch (StartException e) {
            close();
            throw e;
        } catch (Exception e) {
            close();
            throw new StartException(Reasons.of(e), e);
        }
    }

    private void warnOfLeftTopics() {
        Map<String, String> topics = new HashMap<>();
        stages.forEach(stage -> topics.putAll(stage.consumers(settings)));
        if (database != null && !topics.isEmpty()) {
            new LeftTopics(database, kafka.properties(), topics).warn();
        }
    }

    private void prepare() throws Exception {
        settings.check();
        if (serving) {
            HttpUrl.choosePort(settings);
        }
        stages.removeIf(stage -> !stage.isEnabled(settings));
        if (!serving) {
            stages.remove(Stage.API);
        }
        Set<Stage> all = EnumSet.copyOf(stages);
        all.addAll(expected);
        // A route of the user may need it where no stage does.
        KafkaAccess access = KafkaAccess.of(settings);
        main.bind("kafka-options", access.forRoutes());
        if (all.stream().anyMatch(Stage::needsKafka)) {
            kafka = access;
            Topics.ensure(settings, kafka, StageNeeds.of(settings, all));
            main.bind("kafka-access", kafka);
        }
        if (stages.stream().anyMatch(Stage::needsDatabase)) {
            database = Database.open(settings);
            pools.add(database);
        }
        bindBeans();
        // The caller closes the pipeline. Camel's shutdown hook would wait for that, and longer than it takes.
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        main.setDefaultPropertyPlaceholderLocation("classpath:application.properties");
        main.setOverrideProperties(properties());
        main.addMainListener(new Preferring());
        main.configure()
                .withName("wadi")
                .withRoutesIncludePattern(String.join(",", new StageRoutes(stages, settings).files()));
        if (serving) {
            main.addMainListener(new Console(settings));
        }
        if (userRoutes != null) {
            main.addMainListener(new Deployment());
        }
    }

    private Properties properties() {
        Properties properties = settings.properties();
        properties.setProperty(CaptureSettings.SOURCE.name(), PcapPath.forCamel(settings.get(CaptureSettings.SOURCE)));
        // Captures in routes of the user's must not see either what storing their packets causes.
        properties.setProperty("camel.component.pcap.exclude", "#bean:own-traffic");
        if (settings.get(NetflowSettings.TEMPLATE_FILE).isEmpty()) {
            properties.setProperty(
                    NetflowSettings.TEMPLATE_FILE.name(),
                    cache.resolve("netflow-templates").toString());
        }
        return properties;
    }

    private void bindBeans() throws SQLException {
        Path detections = (userRoutes == null ? cache : userRoutes).resolve("detect");
        pools.addAll(new StageBeans(main, settings, stages, database).bind(ownTraffic(), cache, detections));
    }

    private OwnTraffic ownTraffic() {
        OwnTraffic own = new OwnTraffic(settings, kafka, database != null, serving);
        if (stages.contains(Stage.CAPTURE) || userRoutes != null) {
            // Own connections must be known before the first packet; the console refreshes them later.
            own.refresh();
        }
        return own;
    }

    /** Before Camel resolves its own properties, which name settings. */
    private static final class Preferring extends MainListenerSupport {
        @Override
        public void beforeInitialize(BaseMainSupport initialized) {
            Placeholders.preferSettings(initialized.getCamelContext());
            BeansByName.require(initialized.getCamelContext());
        }
    }

    /** The deployer must know the context before its routes start, because a file may replace a shipped route. */
    private final class Deployment extends MainListenerSupport {
        @Override
        public void afterConfigure(BaseMainSupport configured) {
            CamelContext camel = configured.getCamelContext();
            try {
                RouteTopics topics = new UserTopics(settings, KafkaAccess.of(settings));
                camel.addService(new RouteDeployer(
                        camel,
                        userRoutes,
                        new StageRoutes(stages, settings).shipped(),
                        WadiBeans.lent(settings),
                        topics));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /**
     * Adds an {@link #expecting expected} stage to the running pipeline.
     *
     * @throws StartException with one sentence, if its route cannot start
     */
    public void add(Stage stage) throws StartException {
        try {
            for (String file : StageRoutes.of(stage, settings)) {
                Resource resource = PluginHelper.getResourceLoader(context()).resolveResource(file);
                PluginHelper.getRoutesLoader(context()).loadRoutes(resource);
            }
        } catch (Exception e) {
            throw new StartException(Reasons.of(e), e);
        }
    }

    /** The URL of its HTTP server, once it serves, for a browser on this machine. */
    public String address() {
        return HttpUrl.of(context(), settings) + "/";
    }

    /** The running Camel context. */
    public CamelContext context() {
        return main.getCamelContext();
    }

    /** The database, if a stage uses one. */
    public DataSource database() {
        return database;
    }

    /** The consumer of the running capture route, {@code capture} or {@code capture-flows}. */
    public PcapConsumer capture() {
        return (PcapConsumer)
                context().getRoute(Stage.CAPTURE.files(settings).get(0)).getConsumer();
    }

    /** The consumer of the running route {@code collect}. */
    public NetflowConsumer collector() {
        return (NetflowConsumer)
                context().getRoute(Stage.COLLECT.files(settings).get(0)).getConsumer();
    }

    /** Publishes the flows that route {@code capture-flows} has aggregated so far, without waiting for its interval. */
    public void publishFlows() {
        context().getProcessor("add-up-capture", AggregateProcessor.class).forceCompletionOfAllGroups();
    }

    @Override
    public void close() {
        main.stop();
        // Later resources use earlier ones.
        Collections.reverse(pools);
        pools.forEach(Pipeline::close);
    }

    private static void close(AutoCloseable resource) {
        if (resource instanceof HikariDataSource pool) {
            // While the database is away, it waits for its thread that sleeps between two attempts to connect.
            Bounded.run("close " + pool.getPoolName(), POOL_PATIENCE, pool::close);
            return;
        }
        try {
            resource.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
