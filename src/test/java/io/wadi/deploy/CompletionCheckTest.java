package io.wadi.deploy;

import static io.wadi.deploy.DeployTests.route;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionCheckTest {

    @TempDir
    private Path folder;

    private List<String> findings(String text) throws IOException {
        return DeployTests.findings(folder, text);
    }

    /** Camel refuses these when the route starts, in words that name no option. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "completionSize: 0 | aggregate never completes a group: completionSize is 0; it must be at least 1",
                "completionSize: -1 | aggregate never completes a group: completionSize is -1; it must be at least 1",
                "completionTimeout: '{{my.pause:0s}}' | aggregate never completes a group: completionTimeout is"
                        + " {{my.pause:0s}}; it must be at least 1",
                "completionFromBatchConsumer: false | aggregate never completes a group: completionFromBatchConsumer is"
                        + " false; it must be true",
                "completionTimeout: 500, completionInterval: 500 | aggregate has completionTimeout and"
                        + " completionInterval; it can have one of them",
                "completionSize: 2, completionTimeoutCheckerInterval: 0 | completionTimeoutCheckerInterval is 0; it must"
                        + " be at least 1",
                "completionSizeExpression: {constant: many} | constant is many; it must be an integer, 0 or more",
                "completionTimeoutExpression: {constant: 5s} | constant is 5s; it must be an integer",
            })
    void refusesCompletionsThatCamelCannotUse(String options, String finding) throws IOException {
        String aggregate =
                "- aggregate: {correlationExpression: {constant: x}, aggregationStrategy: flow-aggregation, %s, steps: [{log: x}]}";
        assertThat(findings(route("timer:tick", aggregate.formatted(options))))
                .containsExactly("a.camel.yaml:6: " + finding);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "completionSize: 1",
                "completionInterval: 1m",
                "completionSize: 0, completionTimeout: 2s",
                "completionPredicate: {simple: 'true'}",
                "completionSizeExpression: {header: n}",
                "completionTimeoutExpression: {constant: 500}",
                "completionFromBatchConsumer: true",
            })
    void acceptsCompletions(String options) throws IOException {
        String aggregate =
                "- aggregate: {correlationExpression: {constant: x}, aggregationStrategy: flow-aggregation, %s, steps: [{log: x}]}";
        assertThat(findings(route("timer:tick", aggregate.formatted(options)))).isEmpty();
    }
}
