package io.wadi.deploy;

import static io.wadi.deploy.DeployTests.route;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.spi.DataFormat;
import org.apache.camel.support.service.ServiceSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Camel would find only when the route starts or the first message comes, or without the line of its step. */
class RouteFileStartTest {

    private static final RouteFileCheck CHECK = new RouteFileCheck(DeployTests.expected());

    @TempDir
    private Path folder;

    private List<String> findings(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("a.camel.yaml"), text);
        return CHECK.check(RouteFile.read(file), List.of()).findings().stream()
                .map(RouteProblem::toString)
                .toList();
    }

    /** Camel polls such an endpoint without a pause: it logged some hundred thousand lines per minute. */
    @Test
    void refusesAComponentInADirectionThatItDoesNotHave() throws IOException {
        assertThat(findings(route("log:x", "- log: got")))
                .containsExactly("a.camel.yaml:4: log: is only for sending, but messages come from here");
        assertThat(findings(route("timer:tick", "- to: pcap:live:lo")))
                .containsExactly("a.camel.yaml:6: pcap: is only for receiving, but messages are sent here");
    }

    @Test
    void refusesAnAggregationThatNeverCompletes() throws IOException {
        String text = route(
                "timer:tick",
                "- aggregate:",
                "    aggregationStrategy: flow-aggregation",
                "    correlationExpression: {constant: x}",
                "    steps: [{log: all}]");
        assertThat(findings(text))
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml:6: aggregate never completes a group; it needs one of");
        assertThat(findings(text.replace("    steps: [", "    completionTimeout: 2s\n            steps: [")))
                .isEmpty();
    }

    @Test
    void refusesASettingOfSimpleThatDoesNotExist() throws IOException {
        assertThat(findings(route("timer:tick", "- log: '${properties:wadi.topci}'")))
                .containsExactly("a.camel.yaml:6: there is no setting {{wadi.topci}}; the nearest is wadi.topic");
        assertThat(findings(route("timer:tick", "- log: '${properties:wadi.topci:none} ${properties:wadi.topic}'")))
                .isEmpty();
    }

    /** It took all memory within seconds. */
    @ParameterizedTest
    @ValueSource(strings = {"constant: 'log:a'", "simple: 'log:a'", "expression: {constant: 'log:a'}"})
    void refusesADynamicRouterThatNeverEnds(String expression) throws IOException {
        assertThat(findings(route("timer:tick", "- dynamicRouter: {" + expression + "}")))
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml:6: dynamicRouter with a constant never ends");
        assertThat(findings(route("timer:tick", "- dynamicRouter: {simple: '${header.next}'}")))
                .isEmpty();
    }

    @Test
    void refusesAnOrderOfTheStartThatIsTakenInTheFile() throws IOException {
        String one = "- route:\n    id: one\n    startupOrder: 7\n    from: {uri: timer:x, steps: [{log: x}]}\n";
        assertThat(findings(one + one.replace("one", "two")))
                .containsExactly("a.camel.yaml:7: startupOrder 7 is in this file twice");
        assertThat(findings(one + one.replace("one", "two").replace('7', '8'))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "loop: {constant: abc, steps: [{log: x}]} | constant is abc; it must be an integer, 0 or more",
                "delay: {constant: soon} | constant is soon; it must be a number of milliseconds, such as 500",
                "delay: {constant: abc} | constant is abc; it must be a number of milliseconds, such as 500",
                "delay: {simple: 5s} | simple is 5s; it must be a number of milliseconds, such as 500",
                "throttle: {constant: '5', timePeriodMillis: soon}"
                        + " | timePeriodMillis is soon; it must be a time, such as 500, 2s or 1m30s",
                "split: {simple: '${body}', streaming: perhaps, steps: [{log: x}]}"
                        + " | streaming is perhaps; it must be true or false",
                "enrich: {constant: 'sql:select 1?dataSourc=#database'}"
                        + " | sql has no option dataSourc; did you mean dataSource?",
                "throwException: {exceptionType: no.Such, message: x}"
                        + " | class no.Such is not on the class path (put its jar into lib/ and restart)",
                "poll: 'log:x' | log: is only for sending, but messages come from here",
                "log: '${bodyAs(no.Such)}' | class no.Such is not on the class path (put its jar into lib/ and restart)",
                "log: '${headerAs(x, no.Such)}'"
                        + " | class no.Such is not on the class path (put its jar into lib/ and restart)",
                "filter: {simple: \"${body} is 'no.Such'\", steps: [{log: x}]}"
                        + " | class no.Such is not on the class path (put its jar into lib/ and restart)",
                "removeHeader: {} | removeHeader needs name",
                "removeProperty: {} | removeProperty needs name",
                "log: '${date:now:yyyy-bT}' | date pattern yyyy-bT: Illegal pattern character 'b'",
                "log: '${date:now:{{my.date:yyyy-bT}}}' | date pattern yyyy-bT: Illegal pattern character 'b'",
                "loop: {simple: many, steps: [{log: x}]} | simple is many; it must be an integer, 0 or more",
                "setHeader: {name: '', constant: x} | setHeader needs name",
                "setHeaders: {headers: [{constant: x}]} | setHeaders needs name",
                "recipientList: {constant: 'log:a, timr:b'} | there is no component timr; the nearest is timer",
                "routingSlip: {constant: {expression: 'timr:a'}} | there is no component timr; the nearest is timer",
                "enrich: {expression: {simple: {expression: 'timr:a'}}} | there is no component timr; the nearest is timer",
                "routingSlip: {simple: 'timer:a'} | timer: is only for receiving, but messages are sent here",
                "setBody: {simple: 'a ${body.} b'} | ${body.} lacks a name after the dot",
                "filter: {simple: '${header.} == 1', steps: [{log: x}]} | ${header.} lacks a name after the dot",
                "convertHeaderTo: {type: int} | convertHeaderTo needs name",
                "convertVariableTo: {type: int} | convertVariableTo needs name",
                "loop: {constant: -1, steps: [{log: x}]} | constant is -1; it must be an integer, 0 or more",
                "throttle: {constant: -1} | constant is -1; it must be an integer, 0 or more",
                "to: 'sql:selec 1' | sql: no statement begins with selec; the nearest is select",
                "to: {uri: sql, parameters: {query: 'udpate hosts set role = 1'}}"
                        + " | sql: no statement begins with udpate; the nearest is update",
                "log: {} | message must be specified and not empty",
                "pollEnrich: {constant: 'timr:x'} | there is no component timr; the nearest is timer",
            })
    void refusesAConstantThatDoesNotFit(String step, String finding) throws IOException {
        assertThat(findings(route("timer:tick", "- log: first", "- " + step)))
                .containsExactly("a.camel.yaml:7: " + finding);
    }

    @Test
    void refusesARedeliveryThatIsNoNumber() throws IOException {
        String text =
                "- onException:\n    exception: [java.io.IOException]\n    redeliveryPolicy:\n      maximumRedeliveries: many\n";
        assertThat(findings(text + route("timer:tick", "- log: x")))
                .containsExactly("a.camel.yaml:4: maximumRedeliveries is many; it must be an integer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "loop: {constant: '3', steps: [{log: x}]}",
                "delay: {constant: '90000'}",
                "delay: {simple: '${header.wait}'}",
                "delay: {constant: '{{my.wait:500}}'}",
                "throttle: {constant: '5', timePeriodMillis: PT2S, asyncDelayed: TRUE}",
                "convertBodyTo: String",
                "log: '${bodyAs(String)} ${headerAs(x, java.lang.Integer)} ${mandatoryBodyAs(byte[])}'",
                "convertBodyTo: {type: 'byte[]'}",
                "pollEnrich: {simple: 'file:${header.folder}'}",
                "recipientList: {constant: 'log:a;log:b', delimiter: ';'}",
                "recipientList: {constant: 'lgo:a', ignoreInvalidEndpoints: true}",
                "recipientList: {expression: {constant: 'log:a;log:b'}, delimiter: ';'}",
                "loop: {doWhile: true, simple: 'false', steps: [{log: x}]}",
                "loop: {constant: {expression: '3'}, steps: [{log: x}]}",
                "recipientList: {simple: '${header.to}'}",
                "split: {tokenize: '', steps: [{log: x}]}",
                "log: 'end of ${body}.'",
                "loop: {constant: '0', steps: [{log: x}]}",
                "removeHeaders: {pattern: 'a*', excludePattern: ''}",
                "to: 'sql:with a as (select 1) select * from a'",
                "to: 'sql:(select 1)'",
                "to: 'sql:-- of mine'",
                "to: 'sql:optimize table a'",
                "to: 'sql:classpath:sql/store/fold.sql'",
            })
    void acceptsOtherConstants(String step) throws IOException {
        assertThat(findings(route("timer:tick", "- " + step))).isEmpty();
    }

    /** Camel's messages on a step have its text, and neither its line nor what it lacks. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "choice: {when: [{steps: [{log: x}]}]} | this step lacks a part that it needs, such as an expression",
                "recipientList: {} | this step lacks a part that it needs, such as an expression",
                "split: {tokenize: {}, steps: [{log: x}]} | this step lacks a part that it needs, such as an expression",
                "convertBodyTo: {type: no.such.Type}"
                        + " | class no.such.Type is not on the class path (put its jar into lib/ and restart)",
                "setBody: {simple: '${base64Encode(x)}'} | Cannot find SimpleLanguageFunctionFactory on classpath."
                        + " Add camel-base64 to classpath; download it with ./wadi add camel-base64 and restart",
                "circuitBreaker: {steps: [{log: x}]} | Cannot find camel-resilience4j or"
                        + " camel-microprofile-fault-tolerance on the classpath; download it with ./wadi add"
                        + " camel-resilience4j and restart",
                "process: {ref: database} | there is no bean database of type org.apache.camel.Processor",
                "transacted: {} | there is no bean org.springframework.transaction.PlatformTransactionManager",
            })
    void namesTheLineOfAStepThatCannotBeCreated(String step, String finding) throws IOException {
        assertThat(findings(route("timer:tick", "- log: {message: first}", "- " + step, "- log: {message: last}")))
                .containsExactly("a.camel.yaml:7: " + finding);
    }

    @Test
    void namesTheLineOfOneOfTwoStepsOfAKind() throws IOException {
        assertThat(findings(route("timer:tick", "- removeHeaders: {pattern: a}", "- removeHeaders: {}", "- log: x")))
                .containsExactly("a.camel.yaml:7: patterns must be specified on: RemoveHeaders[null]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seda:x?concurrentConsumers=-1 | seda: option concurrentConsumers is -1; it must be at least 1",
                "kafka:x?groupId=g&pollTimeoutMs=-5 | kafka: option pollTimeoutMs is -5; it must be at least 1",
                "kafka:x?groupId=g&consumersCount={{my.count:0}}"
                        + " | kafka: option consumersCount is {{my.count:0}}; it must be at least 1",
                "platform-http:/x?httpMethodRestrict=GET,POSTT | platform-http: option httpMethodRestrict is GET,POSTT; it"
                        + " must be some of CONNECT, DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT, TRACE",
            })
    void refusesValuesWithWhichARouteDoesNotStart(String source, String finding) throws IOException {
        assertThat(findings(route(source, "- log: x"))).containsExactly("a.camel.yaml:4: " + finding);
        assertThat(findings(route("platform-http:/x?httpMethodRestrict=get,POST", "- log: x")))
                .isEmpty();
        assertThat(findings(route("seda:x?concurrentConsumers=2", "- log: x"))).isEmpty();
    }

    @Test
    void reportsAnUnknownDataFormatOnce() throws IOException {
        assertThat(findings(route("timer:tick", "- marshal: {csvv: {}}")))
                .containsExactly("a.camel.yaml:6: there is no data format csvv; the nearest is csv");
        assertThat(findings(route("timer:tick", "- unmarshal:", "    json:", "      library: Jackso")))
                .containsExactly("a.camel.yaml:8: there is no data format jackso; the nearest is jackson");
    }

    /** A data format that passes text through. */
    public static final class OwnFormat extends ServiceSupport implements DataFormat {

        @Override
        public void marshal(Exchange exchange, Object graph, OutputStream stream) throws IOException {
            stream.write(graph.toString().getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Object unmarshal(Exchange exchange, InputStream stream) throws IOException {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void acceptsADataFormatOfOnesOwn() throws IOException {
        String bean = "- beans: [{name: own, type: '" + OwnFormat.class.getName() + "'}]\n";
        assertThat(findings(bean
                        + route(
                                "timer:tick",
                                "- marshal: {custom: {ref: own}, note: x}",
                                "- unmarshal: {custom: {ref: own}}")))
                .isEmpty();
        assertThat(findings(route("timer:tick", "- marshal: {custom: {ref: own}}")))
                .containsExactly("a.camel.yaml:6: there is no bean own");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{yaml: {}} | snakeYaml comes with camel-snakeyaml",
                "{bindy: {type: Csv, classType: java.lang.String}} | bindyCsv comes with camel-bindy",
                "{bindy: {type: KeyValue, classType: java.lang.String}} | bindyKvp comes with camel-bindy",
                "{avro: {library: AvroJackson}} | avroJackson comes with camel-jackson-avro",
                "{protobuf: {library: GoogleProtobuf}} | protobuf comes with camel-protobuf",
                "{json: {library: Gson}} | gson comes with camel-gson",
            })
    void namesTheLibraryOfADataFormat(String format, String reason) throws IOException {
        assertThat(findings(route("timer:tick", "- marshal: " + format)))
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml:6: data format " + reason + ", which is not on the class path");
    }

    /** The values may be secrets, and the identity of the object would change with each attempt. */
    @Test
    void namesTheLineOfAPropertyThatABeanRefuses() throws IOException {
        String bean = """
                - beans:
                    - name: only-dns
                      type: io.wadi.filter.TrafficFilter
                      properties:
                        filter: protocl = DNS
                """;
        assertThat(findings(bean + route("timer:tick", "- log: x")))
                .singleElement()
                .asString()
                .startsWith(
                        "a.camel.yaml:5: bean only-dns of class io.wadi.filter.TrafficFilter cannot be made: filter: The filter"
                                + " has 'protocl' at position 1");
        assertThat(findings(bean.replace("filter: protocl", "filtre: protocol") + route("timer:tick", "- log: x")))
                .containsExactly(
                        "a.camel.yaml:5: io.wadi.filter.TrafficFilter has no property filtre; the nearest is filter");
    }

    /** Camel's messages have the values of settings, and go into the log, health and JMX. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{log: '${nofunc:{{my.password}}}'}",
                "{to: '{{my.password}}:x'}",
                "{to: 'sql:select 1?dataSource=#{{my.password}}'}",
                "{throttle: {constant: '1', timePeriodMillis: '{{my.password}}'}}",
            })
    void showsNoSecrets(String step) throws IOException {
        Surroundings expected = DeployTests.expected();
        expected.properties().setProperty("my.password", "Xy12-geheim");
        Path file = Files.writeString(folder.resolve("a.camel.yaml"), route("timer:tick", "- " + step));
        assertThat(new RouteFileCheck(expected)
                        .check(RouteFile.read(file), List.of())
                        .findings())
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.reason()).doesNotContain("Xy12"));
    }

    @Test
    void showsNoPartsOfASecretThatAUriWouldCut() throws IOException {
        Surroundings expected = DeployTests.expected();
        expected.properties().setProperty("my.password", "geheim&77");
        String to = "- to: {uri: 'log:x', parameters: {marker: '%s'}}";
        Path file =
                Files.writeString(folder.resolve("a.camel.yaml"), route("timer:tick", to.formatted("{{my.password}}")));
        RouteFileCheck check = new RouteFileCheck(expected);
        assertThat(check.check(RouteFile.read(file), List.of()).findings())
                .extracting(RouteProblem::toString)
                .containsExactly("a.camel.yaml:6: log: the value of marker has an ampersand, so it must be RAW(…), with"
                        + " the value in the brackets");
        Files.writeString(file, route("timer:tick", "- to: 'log:x?marker={{my.password}}'"));
        assertThat(check.check(RouteFile.read(file), List.of()).findings())
                .extracting(RouteProblem::toString)
                .containsExactly("a.camel.yaml:6: log: {{my.password}} has an ampersand, so it must be RAW(…), with the"
                        + " value in the brackets");
        Files.writeString(file, route("timer:tick", to.formatted("RAW({{my.password}})")));
        assertThat(check.check(RouteFile.read(file), List.of()).findings()).isEmpty();
    }

    /** Camel keeps them for the context: messages of other files' routes went to the dead letters of a deleted file. */
    @Test
    void refusesWhatWouldChangeTheRoutesOfOtherFiles() throws IOException {
        String handler = "errorHandler: {deadLetterChannel: {deadLetterUri: 'log:dead'}}\n";
        assertThat(findings("- " + handler + route("timer:tick", "- log: x")))
                .containsExactly(
                        "a.camel.yaml:1: errorHandler here would change the routes of all files, also after this"
                                + " file is deleted; put it into a route or a route configuration");
        assertThat(findings("- routeConfiguration:\n    id: own\n    " + handler
                        + route("timer:tick", "- log: x").replace("    from", "    " + handler + "    from")))
                .isEmpty();
        String intercept = "interceptSendToEndpoint: {uri: 'log:*', steps: [{log: y}]}";
        assertThat(findings("- " + intercept + "\n" + route("timer:tick", "- log: x")))
                .containsExactly(
                        "a.camel.yaml:1: interceptSendToEndpoint here would change the routes of all files, also"
                                + " after this file is deleted");
        assertThat(findings("- routeConfiguration:\n    id: own\n    interceptSendToEndpoint: [{" + intercept + "}]\n"
                        + route("timer:tick", "- log: x")))
                .isNotEmpty();
    }
}
