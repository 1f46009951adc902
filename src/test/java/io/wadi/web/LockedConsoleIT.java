package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.net.FreePort;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.util.Map;
import java.util.stream.IntStream;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP server on an address that other machines reach. */
class LockedConsoleIT {

    private static final String HEADER = "Authorization";

    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.open();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/echo",
                "/hawtio",
                "/hawtio/",
                "/hawtio/index.html",
                "/hawtio/jolokia",
                "/hawtio/jolokia/version",
                "/hawtio/user",
                "/observe/health",
                "/observe/health/ready",
                "/observe/health/live/",
                "/observe/health/live;x",
                "/observe/metrics",
                "/no/such/path"
            })
    void everyPathAsksForAPassword(String path) throws Exception {
        HttpResponse<String> without = server.get(path);
        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(without.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Basic realm=");
        assertThat(with(path, "wrong")).isEqualTo(401);
        assertThat(with(path, TestServer.PASSWORD)).isNotEqualTo(401);
    }

    private static int with(String path, String password) throws Exception {
        return server.send(server.request(path).header(HEADER, TestServer.basic(TestServer.USER, password)))
                .statusCode();
    }

    @Test
    void livenessDoesNot() throws Exception {
        assertThat(server.get("/observe/health/live").statusCode()).isEqualTo(200);
        assertThat(server.post("/observe/health/live", "x").statusCode()).isNotEqualTo(200);
    }

    @Test
    void hawtioKnowsTheUser() throws Exception {
        HttpResponse<String> user = server.send(
                server.request("/hawtio/user").header(HEADER, TestServer.basic(TestServer.USER, TestServer.PASSWORD)));
        assertThat(user.body()).isEqualTo("\"olga\"");
    }

    @Test
    void tooManyRequestsAreRefused() throws Exception {
        try (TestServer slow = new TestServer(Map.of("wadi.http.requests-per-second", "5")).start()) {
            long refused =
                    IntStream.range(0, 60).filter(i -> statusOf(slow) == 429).count();
            assertThat(refused).isBetween(1L, 50L);
        }
    }

    private static int statusOf(TestServer slow) {
        try {
            return slow.get("/observe/health/live").statusCode();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void jmxAsksForTheSameUser() throws Exception {
        int port = FreePort.find();
        Map<String, String> settings = Map.of(
                "wadi.http.user", TestServer.USER,
                "wadi.http.password", TestServer.PASSWORD,
                "wadi.jmx.port", String.valueOf(port));
        JMXServiceURL url = new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi");
        try (TestServer managed = new TestServer(settings).start()) {
            assertThat(managed.get("/observe/health/live").statusCode()).isEqualTo(200);
            assertThatThrownBy(() -> JMXConnectorFactory.connect(url)).isInstanceOf(SecurityException.class);
            assertThatThrownBy(() -> connect(url, "wrong")).isInstanceOf(SecurityException.class);
            try (JMXConnector connector = connect(url, TestServer.PASSWORD)) {
                MBeanServerConnection mbeans = connector.getMBeanServerConnection();
                ObjectName routes = new ObjectName("org.apache.camel:type=routes,name=\"ticking\",*");
                assertThat(mbeans.queryNames(routes, null)).isNotEmpty();
            }
            Registry registry = LocateRegistry.getRegistry("127.0.0.1", port);
            assertThatThrownBy(() -> registry.rebind("jmxrmi", registry.lookup("jmxrmi")))
                    .as("an object of somebody else")
                    .isInstanceOf(RemoteException.class);
            assertThatThrownBy(() -> registry.bind("other", registry.lookup("jmxrmi")))
                    .isInstanceOf(RemoteException.class);
            connect(url, TestServer.PASSWORD).close();
        }
        assertThatThrownBy(() -> connect(url, TestServer.PASSWORD)).isInstanceOf(IOException.class);
    }

    private static JMXConnector connect(JMXServiceURL url, String password) throws IOException {
        String[] credentials = {TestServer.USER, password};
        return JMXConnectorFactory.connect(url, Map.of(JMXConnector.CREDENTIALS, credentials));
    }
}
