package io.wadi.pipeline;

import com.zaxxer.hikari.HikariDataSource;
import io.wadi.flow.FlowAggregationStrategy;
import io.wadi.geoip.GeoIpDatabase;
import io.wadi.geoip.GeoIpEnricher;
import io.wadi.packet.PacketJson;
import io.wadi.pcap.PcapConsumer;
import io.wadi.settings.SettingException;
import io.wadi.settings.Settings;
import io.wadi.store.BeyondEnd;
import io.wadi.store.FlowRows;
import io.wadi.store.PackedKafkaClients;
import io.wadi.store.StoreCounters;
import io.wadi.store.StoredOffsets;
import io.wadi.store.TrafficAggregationStrategy;
import io.wadi.store.TrafficRows;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.Route;
import org.apache.camel.main.Main;
import org.apache.camel.spi.Registry;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/** A running pipeline: the routes of some stages, and the beans that they name. */
public final class Pipeline implements AutoCloseable {

    private static final int LONGEST_WINDOW_SECONDS = 86_400;

    private final Settings settings;
    private final Set<Stage> stages;
    private final Path cache;
    private final Main main = new Main(Pipeline.class);
    private HikariDataSource database;

    /**
     * A pipeline yet to be started.
     *
     * @param settings what it goes by
     * @param stages the routes to run
     * @param cache a folder for what can be made again, such as the unpacked GeoIP databases
     */
    public Pipeline(Settings settings, Set<Stage> stages, Path cache) {
        this.settings = settings;
        this.stages = stages;
        this.cache = cache;
    }

    /** Binds a bean before the start, for programs that build on the pipeline. */
    public Pipeline bind(String name, Object bean) {
        main.bind(name, bean);
        return this;
    }

    /**
     * Starts it; returns once all routes run.
     *
     * @throws StartException when the broker, the database, a file or a setting does not serve, in one sentence
     */
    public void start() throws StartException {
        try {
            if (stages.stream().anyMatch(Stage::needsKafka)) {
                Topics.ensure(settings);
            }
            if (stages.stream().anyMatch(Stage::needsDatabase)) {
                database = Database.open(settings);
                bindStoreBeans();
            }
            main.bind("packet-json", new PacketJson());
            configure();
            main.start();
        } catch (StartException e) {
            close();
            throw e;
        } catch (Exception e) {
            close();
            throw new StartException(Reasons.of(e), e);
        }
    }

    /**
     * Adds a stage to the running pipeline.
     *
     * @throws StartException when its route cannot start, in one sentence
     */
    public void add(Stage stage) throws StartException {
        try {
            ExtendedCamelContext camel = context().getCamelContextExtension();
            Resource file = PluginHelper.getResourceLoader(camel).resolveResource(routeFile(stage.id()));
            PluginHelper.getRoutesLoader(camel).loadRoutes(file);
        } catch (Exception e) {
            throw new StartException(Reasons.of(e), e);
        }
    }

    private void bindStoreBeans() {
        StoredOffsets offsets = new StoredOffsets(database);
        GeoIpDatabase geoip =
                new GeoIpDatabase(settings.get("wadi.geoip.city"), settings.get("wadi.geoip.asn"), cache);
        main.bind("database", database);
        main.bind("stored-offsets", offsets);
        main.bind("packed-kafka", new PackedKafkaClients(offsets, beyondEnd()));
        main.bind("geoip-database", geoip);
        main.bind("geoip", new GeoIpEnricher(geoip));
        main.bind("store-counters", new StoreCounters());
        main.bind("traffic-aggregation", new TrafficAggregationStrategy());
        main.bind("traffic-rows", new TrafficRows());
        main.bind(
                "flow-aggregation",
                new FlowAggregationStrategy(settings.number("wadi.flow.window-seconds", 1, LONGEST_WINDOW_SECONDS)));
        main.bind("flow-rows", new FlowRows());
    }

    private BeyondEnd beyondEnd() {
        String value = settings.get("wadi.offsets.beyond-end").toUpperCase(Locale.ROOT);
        try {
            return BeyondEnd.valueOf(value);
        } catch (IllegalArgumentException e) {
            throw new SettingException(
                    "Setting wadi.offsets.beyond-end is " + value + "; say wait or restart");
        }
    }

    private void configure() {
        main.setDefaultPropertyPlaceholderLocation("classpath:application.properties");
        main.setOverrideProperties(settings.properties());
        main.configure().withName("wadi").withRoutesIncludePattern(routeFiles());
    }

    private String routeFiles() {
        String own = stages.stream().map(Stage::id).map(Pipeline::routeFile).collect(Collectors.joining(","));
        boolean stores = stages.contains(Stage.STORE_TRAFFIC) || stages.contains(Stage.STORE_FLOWS);
        return routeFile("errors") + "," + own + (stores ? "," + routeFile("dead-letters") : "");
    }

    private static String routeFile(String stem) {
        return "classpath:routes/" + stem + ".camel.yaml";
    }

    /** The running Camel context. */
    public CamelContext context() {
        return main.getCamelContext();
    }

    /** The database, for stages that use one. */
    public DataSource database() {
        return database;
    }

    /** A bean of the running application. */
    public <T> T bean(Class<T> type) {
        Registry registry = context().getRegistry();
        return registry.findSingleByType(type);
    }

    /** The consumer of route {@code capture}. */
    public PcapConsumer capture() {
        Route route = context().getRoute(Stage.CAPTURE.id());
        Consumer consumer = route.getConsumer();
        return (PcapConsumer) consumer;
    }

    @Override
    public void close() {
        main.stop();
        if (database != null) {
            database.close();
        }
    }
}
