package io.wadi.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators see of deployed and refused files. */
class DeployHealthCheckTest {

    private static final String GOOD =
            "- route:\n    id: mine\n    from:\n      uri: direct:mine\n      steps:\n        - setBody: {constant: x}\n";

    @TempDir
    private Path folder;

    private DefaultCamelContext camel;
    private RouteDeployer deployer;

    @BeforeEach
    void start() throws Exception {
        camel = new DefaultCamelContext();
        deployer = new RouteDeployer(camel, folder, ShippedRoutes.none(), LentBeans.none(), RouteTopics.none());
        camel.addService(deployer);
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("a.camel.yaml"), text);
    }

    @Test
    void isDownInHealthWhileAFileIsRefused() throws IOException {
        HealthCheck check =
                HealthCheckRegistry.get(camel).getCheck("route-files").orElseThrow();
        assertThat(check.callReadiness().getState()).isEqualTo(HealthCheck.State.UP);
        Path file = write(GOOD.replace("setBody", "setBodie"));
        deployer.scanNow();
        HealthCheck.Result result = check.callReadiness();
        assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(result.getMessage()).contains("a.camel.yaml:6: Unknown node id: setBodie; the nearest is setBody");
        assertThat(check.isLiveness()).isFalse();
        Files.delete(file);
        deployer.scanNow();
        assertThat(check.callReadiness().getState()).isEqualTo(HealthCheck.State.UP);
    }

    /** Where a password in a URI ends is unknown, so the rest of its line is hidden from viewers, but no other file. */
    @Test
    void eachFileHasALineOfItsOwn() throws IOException {
        for (String name : List.of("a", "b")) {
            Files.writeString(folder.resolve(name + ".camel.yaml"), GOOD.replace("setBody", "setBodie"));
        }
        deployer.scanNow();

        String message = HealthCheckRegistry.get(camel)
                .getCheck("route-files")
                .orElseThrow()
                .callReadiness()
                .getMessage()
                .orElseThrow();
        assertThat(message.lines()).hasSize(2).allMatch(line -> line.contains(".camel.yaml:6: "));
    }

    @Test
    void showsItselfInJmx() throws Exception {
        MBeanServer server = camel.getManagementStrategy().getManagementAgent().getMBeanServer();
        ObjectName name = server.queryNames(new ObjectName("org.apache.camel:type=services,*"), null).stream()
                .filter(service -> service.getCanonicalName().contains("RouteDeployer"))
                .findFirst()
                .orElseThrow();
        write(GOOD);
        server.invoke(name, "scanNow", null, null);
        assertThat(server.getAttribute(name, "DeployedCount")).isEqualTo(1);
        assertThat((List<?>) server.getAttribute(name, "DeployedFiles"))
                .singleElement()
                .asString()
                .matches("a\\.camel\\.yaml [0-9a-f]{64} \\S+Z mine");
    }
}
