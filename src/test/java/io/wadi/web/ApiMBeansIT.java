package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.pipeline.Pipeline;
import io.wadi.pipeline.Stage;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import java.lang.management.ManagementFactory;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.Route;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** In JMX the shipped routes of the API stand apart from those of the pipeline, and all of them can be managed. */
class ApiMBeansIT {

    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

    private static Pipeline pipeline;

    @BeforeAll
    static void start() throws Exception {
        Settings settings = TestServers.withTables();
        settings.set("wadi.http.enabled", "true");
        settings.set("wadi.http.port", "0");
        pipeline = new Pipeline(settings, EnumSet.of(Stage.API, Stage.STORE_FLOWS), TestServers.cache()).serving();
        pipeline.start();
    }

    @AfterAll
    static void stop() throws Exception {
        pipeline.close();
        assertThat(SERVER.queryNames(new ObjectName("org.apache.camel:context=" + name() + "-api,*"), null))
                .as("what is left after the end")
                .isEmpty();
    }

    private static String name() {
        return pipeline.context().getManagementName();
    }

    private static Set<String> routes(String context) throws Exception {
        return SERVER
                .queryNames(new ObjectName("org.apache.camel:context=" + context + ",type=routes,*"), null)
                .stream()
                .map(name -> ObjectName.unquote(name.getKeyProperty("name")))
                .collect(Collectors.toSet());
    }

    private static String drawn(String context) throws Exception {
        Set<ObjectName> beans =
                SERVER.queryNames(new ObjectName("org.apache.camel:context=" + context + ",type=context,*"), null);
        assertThat(beans).hasSize(1);
        return (String) SERVER.invoke(beans.iterator().next(), "dumpRoutesAsXml", new Object[0], new String[0]);
    }

    @Test
    void routesOfTheApiAreApart() throws Exception {
        Set<String> all =
                pipeline.context().getRoutes().stream().map(Route::getRouteId).collect(Collectors.toSet());
        assertThat(routes(name() + "-api"))
                .contains("api-totals", "api-explore", "api-json")
                .allMatch(id -> id.startsWith("api-"));
        assertThat(routes(name())).contains("store-flows", "fold").noneMatch(id -> id.startsWith("api-"));
        assertThat(all).containsAll(routes(name())).containsAll(routes(name() + "-api"));
        assertThat(routes(name())).hasSize(all.size() - routes(name() + "-api").size());
        assertThat(drawn(name())).contains("id=\"store-flows\"").doesNotContain("id=\"api-");
        assertThat(drawn(name() + "-api")).contains("id=\"api-totals\"").doesNotContain("id=\"store-flows\"");
    }

    @Test
    void routesOfTheApiStopAndStart() throws Exception {
        ObjectName totals =
                new ObjectName("org.apache.camel:context=" + name() + "-api,type=routes,name=\"api-totals\"");
        for (String action : new String[] {"stop", "start"}) {
            SERVER.invoke(totals, action, new Object[0], new String[0]);
            assertThat(SERVER.getAttribute(totals, "State")).isEqualTo(action.equals("stop") ? "Stopped" : "Started");
            assertThat(pipeline.context()
                            .getRouteController()
                            .getRouteStatus("api-totals")
                            .isStarted())
                    .isEqualTo(action.equals("start"));
        }
    }
}
