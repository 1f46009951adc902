package io.wadi.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Route configurations that routes of other files use, when they change. */
class SharedPoliciesTest extends AggregatingRoutes {

    private static final String FAILING = "- throwException: {exceptionType: java.io.IOException, message: boom}\n";

    /** A route configuration that hands failures to the bean, with this version. */
    private static String policy(String version) {
        return """
                - routeConfiguration:
                    id: mine-errors
                    onException:
                      - onException:
                          exception: [java.io.IOException]
                          handled: {constant: "true"}
                          steps:
                            - bean: {ref: received, method: "add('%s', ${body})"}
                """.formatted(version);
    }

    private static String user() {
        return route("in", FAILING).replace("id: in\n", "id: in\n    routeConfigurationId: mine-*\n");
    }

    private void deployBoth() throws IOException {
        write("policy", policy("one"));
        deploy(user());
        send("1");
        assertThat(received.bodies()).containsExactly("one 1");
    }

    @Test
    void deploysTheirUsersAgain() throws IOException {
        deployBoth();
        Object route = camel.getRoute("in");
        write("other", route("other", receive("other")));
        deployer.scanNow();
        assertThat(camel.getRoute("in")).isSameAs(route);
        write("policy", policy("two"));
        deployer.scanNow();
        send("2");
        assertThat(received.bodies()).containsExactly("one 1", "two 2");
        assertThat(deployer.getRefusedFiles()).isEmpty();
    }

    /** As after a restart; the old version continues, as with every refused file. */
    @Test
    void refusesTheirUsersOnceTheyAreGone() throws IOException {
        deployBoth();
        Path policy = write("policy", policy("one"));
        delete(policy);
        assertThat(deployer.getRefusedFiles())
                .containsExactly("a.camel.yaml:3: there is no route configuration mine-*");
        send("2");
        assertThat(received.bodies()).containsExactly("one 1", "one 2");
        write("policy", policy("three"));
        deployer.scanNow();
        send("3");
        assertThat(received.bodies()).containsExactly("one 1", "one 2", "three 3");
        assertThat(deployer.getRefusedFiles()).isEmpty();
    }
}
