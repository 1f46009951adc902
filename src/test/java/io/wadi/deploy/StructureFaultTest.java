package io.wadi.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slips in the structure of a file, of which Camel says only what it found and not what to do. */
class StructureFaultTest {

    @TempDir
    private Path folder;

    private List<String> findings(String text) throws IOException {
        return DeployTests.findings(folder, text);
    }

    private List<String> findingsOfSteps(String... steps) throws IOException {
        return findings(DeployTests.route("timer:tick", steps));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- choice: {when: [{simple: '${body} == 3', steps: [{log: a}]}], otherwise: {log: b}} | log | otherwise",
                "- filter: {simple: '${body} == 3', log: a} | log | filter",
                "- split: {simple: '${body}', setBody: {constant: a}} | setBody | split",
                "- choice: {when: [{simple: '${body} == 3', to: 'log:a'}]} | to | when"
            })
    void namesThePlaceOfAStep(String step, String name, String owner) throws IOException {
        assertThat(findingsOfSteps(step))
                .containsExactly("a.camel.yaml:6: " + name + " is a step, so it belongs in the list steps of " + owner);
    }

    @Test
    void namesThePlaceOfStepsBesideTheSource() throws IOException {
        String source = "- route:\n    id: mine\n    from: {uri: 'timer:tick'}\n";
        assertThat(findings(source + "    steps:\n      - log: x\n"))
                .containsExactly("a.camel.yaml:4: steps is no part of route but of from; check its indentation");
        assertThat(findings("- route:\n    id: mine\n    steps:\n      - log: x\n"))
                .containsExactly("a.camel.yaml:3: steps is no part of route but of from; check its indentation");
        assertThat(findings(source + "    to: log:x\n"))
                .containsExactly("a.camel.yaml:4: to is a step, so it belongs in the list steps of from");
    }

    @Test
    void namesWhatMustBeNoList() throws IOException {
        assertThat(findingsOfSteps(
                        "- choice:",
                        "    when: [{simple: '${body} == 3', steps: [{log: a}]}]",
                        "    otherwise:",
                        "      - log: b"))
                .containsExactly(
                        "a.camel.yaml:9: otherwise takes no list but keys, such as steps; write them without dashes");
        assertThat(findingsOfSteps("- choice:", "    - when: {simple: '${body} == 3', steps: [{log: a}]}"))
                .containsExactly(
                        "a.camel.yaml:7: choice takes no list but keys, such as when; write them without dashes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- filter: {simple: '${body} == 3', steps: {log: a}} | steps must be a list; write a dash before each step",
                "- filter: {simple: '${body} == 3', steps: log} | steps must be a list; write a dash before each step",
                "- setHeaders: {headers: {name: a, constant: b}} | headers must be a list; write a dash before each item",
                "- to: {uri: 'log:x', parameters: } | parameters must have keys below it; check their indentation",
                "- to: {uri: 'log:x', parameters: a} | parameters must have keys below it; check their indentation",
                "- {setHeader: , name: a, constant: b} | an item of this list has one key, and not setHeader, name, constant; check the indentation",
                "- log | plain text is no step; a step has a colon, as in log: text",
                "- lgo: x | Unknown node id: lgo; the nearest is log"
            })
    void namesWhatAValueMustBe(String step, String expected) throws IOException {
        assertThat(findingsOfSteps(step)).containsExactly("a.camel.yaml:6: " + expected);
    }

    @Test
    void saysHowABeanGetsAList() throws IOException {
        String bean = """
                - beans:
                    - name: words
                      type: io.wadi.deploy.DeployFixtures$Listed
                      properties:
                        %s
                """;
        assertThat(findings(bean.formatted("words: [a, b]")))
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml:5: a property of a bean takes no list; write its items one by one");
        assertThat(findings(bean.formatted("\"words[0]\": a\n        \"words[1]\": b")))
                .isEmpty();
    }

    @Test
    void namesTheExpressionThatATextShouldBe() throws IOException {
        assertThat(findings("""
                - onException:
                    exception: [java.lang.Exception]
                    handled: true
                """ + DeployTests.route("timer:tick", "- log: x")))
                .containsExactly("a.camel.yaml:3: handled takes an expression, as in handled: {constant: \"true\"}");
    }

    @Test
    void namesOnlyWhatIsMissing() throws IOException {
        assertThat(findings("- route:\n    id: mine\n    from:\n      uri: timer:tick\n"))
                .containsExactly("a.camel.yaml:3: from needs steps");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${body} = 3 | Unexpected token = in ${body} = 3; a predicate compares with ==, !=,",
                "${body} == DNS | == needs a text, a number or ${...} after it in ${body} == DNS; a text has quotes, as in 'DNS'",
                "${body} contains foo bar | contains needs a text, a number or ${...} after it in ${body} contains foo bar; a text has"
                        + " quotes, as in 'foo'",
                "${body} in [a,b] | in needs a text, a number or ${...} after it in ${body} in [a,b]; a text has quotes, and the"
                        + " texts of a list are one, as in 'a,b'",
                "${body} == 3 & ${body} == 2 | Unexpected token & in ${body} == 3 & ${body} == 2; a predicate compares",
                "${body == 3 | ${ has no } in ${body == 3"
            })
    void showsAnExpressionThatSimpleDoesNotUnderstand(String expression, String expected) throws IOException {
        assertThat(findingsOfSteps("- filter: {simple: '" + expression + "', steps: [{log: x}]}"))
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml:6: " + expected);
    }

    @Test
    void showsOnlyTheBeginningOfALongExpression() throws IOException {
        assertThat(findingsOfSteps("- filter: {simple: '${body} = " + "3".repeat(500) + "', steps: [{log: x}]}"))
                .singleElement()
                .asString()
                .contains("= " + "3".repeat(90) + "…; a predicate")
                .hasSizeLessThan(300);
    }

    @Test
    void aBeanOfTheFileMayHaveAnotherType() throws IOException {
        assertThat(findings("- beans: [{name: mine, type: java.lang.Object}]\n"
                        + DeployTests.route("timer:tick", "- process: {ref: mine}")))
                .containsExactly("a.camel.yaml:1: bean mine is no org.apache.camel.Processor");
    }
}
