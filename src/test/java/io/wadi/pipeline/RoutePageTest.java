package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.detect.AlertEvent;
import io.wadi.detect.DetectionRun;
import io.wadi.detect.DueRun;
import io.wadi.flow.FlowRecord;
import io.wadi.geoip.EnrichedBatch;
import io.wadi.geoip.GeoInfo;
import io.wadi.message.OffsetRange;
import io.wadi.message.PacketBatch;
import io.wadi.message.RecordPack;
import io.wadi.message.StoreHeaders;
import io.wadi.netflow.ExportedFlow;
import io.wadi.netflow.ExporterMinute;
import io.wadi.netflow.NetflowConstants;
import io.wadi.packet.MemoryCharge;
import io.wadi.packet.Packet;
import io.wadi.pcap.PcapConstants;
import io.wadi.settings.Settings;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docs/routes.md} against the shipped routes, their beans, and the types of their bodies. */
class RoutePageTest {

    private static final Pattern BEAN = Pattern.compile(
            "\\bref: ([\\w-]+)|\"#(?:bean:)?([\\w-]+)\"|=#([\\w-]+)|executorService: ([\\w-]+)|\\bbean:([\\w-]+)\\?");
    private static final Pattern CALL =
            Pattern.compile("\\bref: ([\\w-]+)[,\\s]+method: \"?(\\w+)|\\bbean:([\\w-]+)\\?method=(\\w+)");
    private static final Pattern HEADER =
            Pattern.compile("\\bheader(?:\\.(\\w+)|\\[([\\w.]+)])|setHeader: \\{(?:id: [\\w-]+, )?name: ([\\w.-]+)");
    private static final Pattern PROPERTY =
            Pattern.compile("\\bexchangeProperty\\.(\\w+)|setProperty: \\{(?:id: [\\w-]+, )?name: (\\w+)");
    private static final Pattern METHOD = Pattern.compile("`(\\w+)(?:\\([^)]*\\))?`");

    private static String page;
    private static String routes;
    private static Map<String, Object> beans;

    @BeforeAll
    static void read() throws IOException {
        page = Files.readString(Path.of("docs", "routes.md"));
        try (Stream<Path> files = Files.list(Path.of("src", "main", "resources", "routes"))) {
            routes = files.sorted().map(RoutePageTest::text).collect(Collectors.joining("\n"));
        }
        beans = new TreeMap<>(WadiBeans.lent(Settings.load()).standIns().get());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> found(Pattern pattern) {
        return pattern.matcher(routes)
                .results()
                .map(RoutePageTest::firstGroup)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String firstGroup(MatchResult match) {
        for (int i = 1; i <= match.groupCount(); i++) {
            if (match.group(i) != null) {
                return match.group(i);
            }
        }
        throw new IllegalStateException(match.group());
    }

    /** The cells of the rows whose first cell names something; empty if no row does. */
    private static List<String> row(String name) {
        return page.lines()
                .filter(line -> line.startsWith("| ") && line.split("\\|")[1].contains("`" + name + "`"))
                .map(line -> line.substring(line.indexOf('|', 2) + 1))
                .toList();
    }

    private static void hasRows(Set<String> names, String kind) {
        assertThat(names).isNotEmpty().allSatisfy(name -> assertThat(row(name))
                .as("rows of %s %s in docs/routes.md", kind, name)
                .anySatisfy(row -> assertThat(row).contains(kind)));
    }

    @Test
    void namesEveryHeaderAndPropertyOfTheShippedRoutes() {
        hasRows(found(HEADER), "header");
        hasRows(found(PROPERTY), "property");
    }

    @Test
    void namesEveryHeaderAndPropertyThatBeansAndComponentsShare() {
        Set<String> constants = Stream.of(StoreHeaders.class, PcapConstants.class, NetflowConstants.class)
                .flatMap(type -> Arrays.stream(type.getFields()))
                .map(RoutePageTest::value)
                .collect(Collectors.toSet());
        constants.add(MemoryCharge.PROPERTY);
        assertThat(constants).allSatisfy(name -> assertThat(row(name))
                .as("the row of %s in docs/routes.md", name)
                .isNotEmpty());
    }

    private static String value(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void namesEveryBeanWithItsType() {
        assertThat(beans).containsKeys(found(BEAN).toArray(String[]::new));
        assertThat(beans).allSatisfy((name, bean) -> assertThat(row(name))
                .as("the row of bean %s (%s) in docs/routes.md", name, bean.getClass())
                .anySatisfy(row -> assertThat(types(bean.getClass()))
                        .contains(row.split("\\|")[0].strip().replace("`", ""))));
    }

    private static Set<String> types(Class<?> type) {
        Set<String> names = new TreeSet<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            names.add(each.getSimpleName());
            Arrays.stream(each.getInterfaces()).map(Class::getSimpleName).forEach(names::add);
        }
        return names;
    }

    @Test
    void namesEveryMethodThatTheRoutesCall() {
        CALL.matcher(routes).results().forEach(call -> {
            String bean = call.group(1) == null ? call.group(3) : call.group(1);
            String method = call.group(2) == null ? call.group(4) : call.group(2);
            assertThat(row(bean))
                    .as("method %s of bean %s in docs/routes.md", method, bean)
                    .anySatisfy(row -> assertThat(row).containsPattern("`" + method + "[`(]"));
        });
    }

    @Test
    void namesNoMethodThatABeanDoesNotHave() {
        beans.forEach((name, bean) -> {
            Set<String> methods = Arrays.stream(bean.getClass().getMethods())
                    .filter(method -> !Modifier.isStatic(method.getModifiers()))
                    .map(Method::getName)
                    .collect(Collectors.toSet());
            row(name).stream()
                    .map(row -> row.split("\\|"))
                    .filter(cells -> cells.length == 3 && !cells[2].startsWith(" for "))
                    .flatMap(cells -> METHOD.matcher(cells[2]).results())
                    .map(found -> found.group(1))
                    .forEach(method ->
                            assertThat(methods).as("methods of bean %s", name).contains(method));
        });
    }

    /** Also in a row of several. */
    @ParameterizedTest
    @ValueSource(strings = {"- route:\\s+id: ([\\w-]+)", "- routeConfiguration:\\s+id: ([\\w-]+)"})
    void namesEveryRouteAndConfiguration(String pattern) {
        assertThat(found(Pattern.compile(pattern))).isNotEmpty().allSatisfy(id -> assertThat(row(id))
                .as("the row of %s in docs/routes.md", id)
                .isNotEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Packet.class,
                ExportedFlow.class,
                ExporterMinute.class,
                FlowRecord.class,
                OffsetRange.class,
                RecordPack.class,
                PacketBatch.class,
                EnrichedBatch.class,
                GeoInfo.class,
                DueRun.class,
                DetectionRun.class,
                AlertEvent.class
            })
    void namesEveryComponentOfTheTypes(Class<?> type) {
        String name = type.getName().substring("io.wadi.".length());
        assertThat(type.getRecordComponents())
                .extracting(RecordComponent::getName)
                .allSatisfy(component -> assertThat(row(name))
                        .as("component %s of %s in docs/routes.md", component, name)
                        .anySatisfy(row -> assertThat(row).contains("`" + component + "`")));
    }
}
