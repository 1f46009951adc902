package io.wadi.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.faults.LogLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedCopyTest {

    @TempDir
    private Path folder;

    /** The command {@code check} is tested by {@code OverrideCommandTest}. */
    @ParameterizedTest
    @ValueSource(strings = {" sha256=1234abcd", " sha256=", " sha256=%sff", " sha 256=%s", ""})
    void aDamagedHashIsNoticed(String hash) throws Exception {
        String shipped = ShippedCopy.of("fold").orElseThrow();
        String comment = shipped.lines().findFirst().orElseThrow();
        String sha256 = comment.substring(comment.indexOf('=') + 1);
        String damaged = shipped.replace(comment, "# Copy of shipped route fold" + hash.formatted(sha256));
        assertThat(outdated(shipped)).isEmpty();
        assertThat(outdated(damaged).orElseThrow().toString())
                .startsWith("fold.camel.yaml:1: shipped route fold has changed since it was copied; compare")
                .endsWith("then set sha256=" + sha256);
    }

    private static Optional<RouteProblem> outdated(String copy) throws IOException {
        return ShippedCopy.outdated(
                RouteFile.of(Path.of("fold.camel.yaml"), copy.getBytes(StandardCharsets.UTF_8)), Set.of("fold"));
    }

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
