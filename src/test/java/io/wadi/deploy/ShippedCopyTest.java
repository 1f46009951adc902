package io.wadi.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.faults.LogLines;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedCopyTest {

    @TempDir
    private Path folder;

    /** The command {@code check} is tested by {@code OverrideCommandTest}. */
    @Test
    void aStartWarnsOfACopyWhoseShippedRouteHasChanged() throws Exception {
        Files.writeString(folder.resolve("a.camel.yaml"), """
                # Copy of shipped route fold sha256=%s
                - route:
                    id: mine
                    from:
                      uri: direct:mine
                      steps: [{log: got}]
                """.formatted("0".repeat(64)));
        try (DefaultCamelContext camel = new DefaultCamelContext();
                LogLines audit = new LogLines("io.wadi.audit")) {
            camel.addService(
                    new RouteDeployer(camel, folder, ShippedRoutes.none(), LentBeans.none(), RouteTopics.none()));
            camel.start();
            assertThat(camel.getRoute("mine")).isNotNull();
            assertThat(audit.lines()).anySatisfy(line -> assertThat(line)
                    .startsWith("a.camel.yaml:1: shipped route fold has changed since it was copied; compare"));
        }
    }
}
