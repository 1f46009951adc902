package io.wadi.deploy;

import static io.wadi.deploy.DeployTests.route;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beans as aggregation strategies, which Camel looks at only when a route starts. */
class StrategyCheckTest {

    @TempDir
    private Path folder;

    /** A strategy without Camel's interface. */
    public static final class Joined {

        public String join(String before, String more) {
            return before + more;
        }

        public String alone(String text) {
            return text;
        }
    }

    /** Camel takes one of these as well. */
    public static final class Latest implements BiFunction<Exchange, Exchange, Exchange> {

        @Override
        public Exchange apply(Exchange before, Exchange more) {
            return more;
        }
    }

    private List<String> findings(Class<?> strategy, String step) throws IOException {
        String bean = "- beans:\n    - name: mine\n      type: " + strategy.getName() + "\n";
        return DeployTests.findings(folder, bean + route("timer:tick", step.split("\n")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- split:\n    aggregationStrategy: mine\n    METHOD\n    simple: ${body}\n    steps: [{log: x}]",
                "- enrich:\n    aggregationStrategy: mine\n    METHOD\n    constant: direct:x",
                "- pollEnrich:\n    aggregationStrategy: mine\n    METHOD\n    constant: seda:x",
                "- multicast:\n    aggregationStrategy: mine\n    METHOD\n    steps: [{log: x}]",
                "- recipientList:\n    aggregationStrategy: mine\n    METHOD\n    simple: ${header.to}",
                "- aggregate:\n    aggregationStrategy: mine\n    METHOD\n    completionSize: 2\n"
                        + "    correlationExpression: {constant: x}\n    steps: [{log: x}]",
            })
    void refusesAMethodThatTheBeanDoesNotHave(String step) throws IOException {
        String method = "aggregationStrategyMethodName: ";
        assertThat(findings(Joined.class, step.replace("METHOD", method + "joyn")))
                .containsExactly(
                        "a.camel.yaml:11: " + Joined.class.getName() + " has no method joyn; the nearest is join");
        assertThat(findings(Joined.class, step.replace("METHOD", method + "alone")))
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml:11: aggregationStrategyMethodName is alone: ");
        assertThat(findings(Joined.class, step.replace("METHOD", method + "join")))
                .isEmpty();
        assertThat(findings(Joined.class, step.replace("METHOD", method + "'{{my.method:join}}'")))
                .isEmpty();
        assertThat(findings(Latest.class, step.replace("    METHOD\n", ""))).isEmpty();
    }

    @Test
    void refusesABeanWhoseMethodCannotBeTold() throws IOException {
        String text = route(
                "timer:tick",
                "- aggregate:",
                "    aggregationStrategy: database",
                "    completionSize: 2",
                "    correlationExpression: {constant: x}",
                "    steps: [{log: all}]");
        assertThat(DeployTests.findings(folder, text))
                .singleElement()
                .asString()
                .matches("a\\.camel\\.yaml:7: bean database \\(\\S+\\) is no aggregation strategy, .*");
    }
}
