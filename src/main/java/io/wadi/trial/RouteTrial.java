package io.wadi.trial;

import io.wadi.deploy.BeansByName;
import io.wadi.deploy.OwnBeans;
import io.wadi.deploy.Placeholders;
import io.wadi.deploy.RouteFile;
import io.wadi.deploy.RouteFileCheck;
import io.wadi.deploy.RouteProblem;
import io.wadi.deploy.Surroundings;
import io.wadi.geoip.GeoIpEnricher;
import io.wadi.pipeline.WadiBeans;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.MessageFormat;
import io.wadi.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.sql.SqlComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.FromDefinition;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/**
 * Tries a route file in a test: in a Camel context of its own, with the settings and beans that Wadi has, and without
 * Kafka and a database unless the test starts {@link TrialServers}. Routes that read {@code pcap:} or {@code kafka:} get
 * the packets that the test sends; routes with another source run as they are. Steps become mocks by their ids. Not
 * thread-safe.
 *
 * <pre>{@code
 * try (RouteTrial trial = RouteTrial.of(Path.of("routes.d/mine.camel.yaml"))) {
 *     MockEndpoint sink = trial.mock("send-it");
 *     trial.start();
 *     trial.send(Path.of("some.pcapng"));
 *     sink.expectedMessageCount(1);
 *     sink.assertIsSatisfied();
 * }
 * }</pre>
 */
public final class RouteTrial implements AutoCloseable {

    private final Surroundings surroundings;
    private final RouteFile file;
    private final MessageFormat format;
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final List<String> mocked = new ArrayList<>();
    private final Feeds feeds;
    private final AtomicLong commits = new AtomicLong();

    private RouteTrial(Surroundings surroundings, RouteFile file, MessageFormat format) {
        this.format = format;
        this.surroundings = surroundings;
        this.file = file;
        feeds = new Feeds(camel, file.name(), surroundings.properties());
        camel.getPropertiesComponent().setInitialProperties(surroundings.properties());
        Placeholders.preferSettings(camel);
        BeansByName.require(camel);
        camel.setSourceLocationEnabled(true);
        surroundings.lent().standIns().get().forEach(camel.getRegistry()::bind);
    }

    /**
     * Loads a route file, under the settings of this process (environment, {@code wadi.properties}).
     *
     * @throws IllegalArgumentException with file, line and reason, as {@code wadi check} shows them, if the file is not valid
     * @throws Exception if the file cannot be read
     */
    public static RouteTrial of(Path file) throws Exception {
        return of(file, Map.of());
    }

    /**
     * Loads a route file under other settings.
     *
     * @param overrides settings and properties that begin with {@code my.}, by name
     * @throws Exception as {@link #of(Path)}
     */
    public static RouteTrial of(Path file, Map<String, String> overrides) throws Exception {
        Settings settings = Settings.load(overrides);
        RouteTrial trial = new RouteTrial(
                Surroundings.expected(settings, WadiBeans.lent(settings)),
                RouteFile.read(file),
                settings.get(KafkaSettings.MESSAGE_FORMAT));
        trial.camel.getRegistry().bind("geoip", new GeoIpEnricher(new TrialPlaces(settings)::lookup));
        try {
            trial.load();
        } catch (Exception e) {
            trial.close();
            throw e;
        }
        return trial;
    }

    /**
     * Loads a route file whose steps reach these servers: {@code kafka:} the broker, bean {@code database} the database. Its
     * sources are still replaced.
     *
     * @throws Exception as {@link #of(Path)}
     */
    public static RouteTrial of(Path file, TrialServers servers) throws Exception {
        return of(file, servers, Map.of());
    }

    /**
     * Loads a route file whose steps reach these servers, under other settings.
     *
     * @param overrides as in {@link #of(Path, Map)}; those that name the servers have no effect
     * @throws Exception as {@link #of(Path)}
     */
    public static RouteTrial of(Path file, TrialServers servers, Map<String, String> overrides) throws Exception {
        Map<String, String> settings = new HashMap<>(overrides);
        settings.putAll(servers.settings());
        RouteTrial trial = of(file, settings);
        trial.camel.getRegistry().bind("database", servers.database());
        trial.camel
                .getComponent("kafka", KafkaComponent.class)
                .getConfiguration()
                .setBrokers(servers.brokers());
        return trial;
    }

    private void load() throws Exception {
        camel.addService(OwnBeans.ending(camel));
        for (String configurations : surroundings.shipped().files()) {
            load(PluginHelper.getResourceLoader(camel).resolveResource(configurations));
        }
        try {
            load(file.resource());
        } catch (Exception e) {
            throw explained(e);
        }
    }

    private void load(Resource routes) throws Exception {
        PluginHelper.getRoutesLoader(camel).loadRoutes(routes);
    }

    /** Camel's exceptions name the reason only in their innermost cause. */
    private IllegalArgumentException explained(Exception failure) {
        String problems = new RouteFileCheck(surroundings)
                .explain(file, failure).stream().map(RouteProblem::toString).collect(Collectors.joining("\n"));
        return new IllegalArgumentException(problems, failure);
    }

    /** The context, to add beans and routes before the start and to look at anything. */
    public DefaultCamelContext camel() {
        return camel;
    }

    /**
     * Replaces the step with this id by a mock. Before the start.
     *
     * @return what the step would have got
     * @throws IllegalStateException after the start, if the step is not a mock
     */
    public MockEndpoint mock(String step) {
        if (!mocked.contains(step)) {
            if (camel.isStarted()) {
                throw new IllegalStateException("mock(\"" + step + "\") after start(): the step is no longer replaced");
            }
            mocked.add(step);
        }
        return camel.getEndpoint("mock:" + step, MockEndpoint.class);
    }

    /**
     * Starts the routes.
     *
     * @throws IllegalArgumentException if no route has a step of a mock's id, or, with file, line and reason, if a route
     *     cannot start or sends to Kafka without a broker
     * @throws IllegalStateException if they are started already
     * @throws Exception Camel's, if a source or a step cannot be replaced
     */
    public void start() throws Exception {
        if (camel.isStarted()) {
            throw new IllegalStateException("the routes are started already");
        }
        Model model = camel.getCamelContextExtension().getContextPlugin(Model.class);
        List<String> missing = new ArrayList<>(mocked);
        for (RouteDefinition route : List.copyOf(model.getRouteDefinitions())) {
            List<String> here = mocked.stream()
                    .filter(step -> StepIds.of(route).contains(step))
                    .toList();
            missing.removeAll(here);
            replace(route, here);
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("no route has a step with the id " + String.join(", ", missing));
        }
        MissingBroker.check(camel, file);
        // As in Wadi, where it is the default.
        camel.getComponent("sql", SqlComponent.class)
                .setDataSource(camel.getRegistry().lookupByNameAndType("database", DataSource.class));
        try {
            camel.start();
        } catch (Exception e) {
            throw explained(e);
        }
    }

    private void replace(RouteDefinition route, List<String> steps) throws Exception {
        FromDefinition from = route.getInput();
        Feed feed = Feed.of(camel, from.getEndpointUri(), format, commits::incrementAndGet);
        String entry = "direct:trial-" + route.getRouteId();
        if (feed != null) {
            feeds.put(entry, feed);
        }
        AdviceWith.adviceWith(camel, route.getRouteId(), false, advice -> {
            if (feed != null || from.getEndpointUri().startsWith("platform-http:")) {
                advice.replaceFromWith(entry);
            }
            for (String step : steps) {
                advice.weaveById(step).replace().to("mock:" + step);
            }
        });
    }

    /**
     * Sends the packets of a capture to each route that reads {@code pcap:} or {@code kafka:}, in the form that it expects.
     * Returns when the routes have taken them; what an aggregator collects comes later.
     *
     * @throws IllegalStateException before the start, if no route takes packets, or if one reads a topic of Wadi's that has none
     * @throws IOException if the capture cannot be read completely
     * @throws CamelExecutionException if a route fails
     */
    public void send(Path capture) throws IOException {
        checkStarted("send()");
        feeds.send(capture);
    }

    /**
     * Sends messages, such as an alert in JSON, to each route that reads {@code kafka:}, as records of its topic. Returns when the
     * routes have taken them.
     *
     * @throws IllegalStateException before the start, or if no route reads {@code kafka:}
     * @throws CamelExecutionException if a route fails
     */
    public void sendMessages(String... values) {
        checkStarted("sendMessages()");
        feeds.send(List.of(values));
    }

    private void checkStarted(String call) {
        if (!camel.isStarted()) {
            throw new IllegalStateException(call + " before start(): no route takes the packets yet");
        }
    }

    /** How often the routes have committed to Kafka, as {@code KafkaBatch.commit} does after each batch. */
    public long commits() {
        return commits.get();
    }

    @Override
    public void close() {
        camel.stop();
    }
}
