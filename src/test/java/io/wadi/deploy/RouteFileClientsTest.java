package io.wadi.deploy;

import static io.wadi.deploy.DeployTests.route;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options that are read when a producer, a consumer or a step starts, or later without an end. */
class RouteFileClientsTest {

    @TempDir
    private Path folder;

    private List<String> findings(String text) throws IOException {
        return DeployTests.findings(folder, text);
    }

    /** Kafka's consumer is made again and again; the log names no route. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "packets?groupId=g&securityProtocol=SSLL | Invalid value SSLL for configuration security.protocol",
                "packets?groupId=g&batching=true | batching needs option maxPollRecords",
                "packets?groupId=g&batching=true&maxPollRecords=2000000000 | batching needs option maxPollRecords",
                "packets?groupId=g&heartbeatIntervalMs=50000 | heartbeatIntervalMs must be lower than sessionTimeoutMs",
                "packets?groupId=g&additionalProperties.fetch.max.bytes=lots"
                        + " | Invalid value lots for configuration fetch.max.bytes",
                "packets?groupId=g&brokers=127.0.0.1:99999 | option brokers has 127.0.0.1:99999, which is not HOST:PORT",
                "packets?groupId=g&brokers=broker.example | option brokers has broker.example, which is not HOST:PORT",
                "packets(?groupId=g&topicIsPattern=true | packets(: Unclosed group",
                "pack ets?groupId=g | topic pack ets cannot exist",
                "${wadi.topic}?groupId=g | topic ${wadi.topic} cannot exist: from does not evaluate ${...}",
                "packets,flow s?groupId=g | topic flow s cannot exist",
            })
    void refusesWhatAConsumerOfKafkaWouldRefuse(String source, String finding) throws IOException {
        assertThat(findings(route("kafka:" + source, "- log: x")))
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml:4: kafka: " + finding);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "out?lingerMs=-1 | Invalid value -1 for configuration linger.ms: Value must be at least 0",
                "out?enableIdempotence=true&requestRequiredAcks=0 | Must set acks to all",
                "out?deliveryTimeoutMs=10&requestTimeoutMs=1000 | deliveryTimeoutMs must be at least",
                "out?enableIdempotence=true&maxInFlightRequest=10 | To use the idempotent producer",
                "out?partitioner=com.example.None | Invalid value com.example.None for configuration partitioner.class",
                "'.' | topic . cannot exist",
                "copy.${header.x}?lingerMs=5 | topic copy.${header.x} cannot exist: to does not evaluate ${...}",
            })
    void refusesWhatAProducerOfKafkaWouldRefuse(String target, String finding) throws IOException {
        assertThat(findings(route("timer:tick", "- to: 'kafka:" + target.replace("'", "") + "'")))
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml:6: kafka: " + finding);
    }

    /** As for captures that arrive in a folder: a poll would get the first batch of each. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "- pollEnrich: {simple: 'pcap:file:${header.CamelFileAbsolutePath}', timeout: '5000'}",
                "- pollEnrich: {constant: 'pcap:file:a.pcap'}",
                "- pollEnrich: {expression: {simple: 'pcap:file:${header.CamelFileAbsolutePath}'}}",
                "- poll: {uri: 'pcap:file:a.pcap'}",
                "- poll: '{{wadi.source}}'",
            })
    void refusesToPollCaptures(String step) throws IOException {
        assertThat(findings(route("file:inbox", step)))
                .containsExactly(
                        "a.camel.yaml:6: pcap: cannot be polled for single messages; a route must begin with it"
                                + " (from)");
    }

    /** Camel would take 64 minutes for 64 MB. */
    @ParameterizedTest
    @CsvSource({
        "pcap:live:lo?queueBytes=64m, pcap: option queueBytes must be an integer",
        "scheduler:x?delay=soon, 'scheduler: option delay must be a time, such as 500, 2s or 1m30s'",
        "timer:x?period=1 day, 'timer: option period must be a time, such as 500, 2s or 1m30s'",
        "scheduler:x?poolSize=5s, scheduler: option poolSize must be an integer"
    })
    void refusesTimesThatAreNone(String source, String finding) throws IOException {
        assertThat(findings(route(source, "- log: x"))).containsExactly("a.camel.yaml:4: " + finding);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka:{{wadi.topic}}?groupId=g&brokers=a.example:9092,[::1]:9093",
                "kafka:packets.*?groupId=g&topicIsPattern=true",
                "kafka:packets,flows?groupId=g&isolationLevel=read_committed&sessionTimeoutMs=30000",
                "scheduler:x?backoffMultiplier=3&backoffIdleThreshold=2",
                "scheduler:x?delay=1h&initialDelay=10s",
                "timer:x?period=1d&delay=1d2h",
                "file:inbox?delay=1m30s&initialDelay=500ms",
                "sql:select 1?dataSource=#database&delay=30s",
            })
    void acceptsWhatTheClientsTake(String source) throws IOException {
        assertThat(findings(route(source, "- to: 'kafka:out?compressionCodec=zstd&lingerMs=5'")))
                .isEmpty();
        assertThat(findings(route(source, "- toD: 'kafka:${header.topic}'"))).isEmpty();
    }

    /** A thousand consumers of Kafka took all memory, and Wadi ended. */
    @Test
    void refusesMoreConsumersThanMemoryHas() throws IOException {
        assertThat(findings(route("kafka:packets?groupId=g&consumersCount=65", "- log: x")))
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml:4: kafka: option consumersCount is 65; it must be at most 64, because");
        assertThat(findings(route("kafka:packets?groupId=g&consumersCount=64", "- log: x")))
                .isEmpty();
    }

    @Test
    void namesTheLineOfAnOptionOfKafka() throws IOException {
        assertThat(findings(route(
                        "timer:tick",
                        "- to:",
                        "    uri: kafka:out",
                        "    parameters:",
                        "      requestTimeoutMs: 5",
                        "      lingerMs: -1")))
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml:10: kafka: Invalid value -1 for configuration linger.ms");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "marshal: {json: {library: Jackson, include: SOMETIMES}} | Enum class",
                "marshal: {json: {library: Jackson, moduleClassNames: com.example.Mod}}"
                        + " | class com.example.Mod is not on the class path",
                "loadBalance: {weightedLoadBalancer: {distributionRatio: '4,2,1'}, steps: [{to: 'log:a'}, {to: 'log:b'}]}"
                        + " | distributionRatio is 4,2,1; it must have 2 numbers, one for each target",
                "loadBalance: {weightedLoadBalancer: {distributionRatio: '4,x'}, steps: [{to: 'log:a'}, {to: 'log:b'}]}"
                        + " | \"x\" is not a number",
                "filter: {simple: 'true', steps: [{marshal: {json: {include: SOMETIMES}}}]} | Enum class",
                "to: 'log:x?groupSize=0' | log: groupSize must be positive",
                "to: 'file:out?fileExist=Append&tempPrefix=x' | file: You cannot set both",
                "to: 'file:out?charset=none' | file: there is no charset none",
                "throttle: {constant: '5', mode: Rate} | mode is Rate; it must be one of TotalRequests, ConcurrentRequests",
                "multicast: {aggregationStrategy: '#class:java.util.ArrayList', steps: [{log: x}]} | bean #class:java.util",
                "to: 'bean:packet-json?method=jso' | bean: io.wadi.message.PacketJson has no method jso; the nearest is json",
                "to: 'class:java.lang.Math?method=abss' | class: java.lang.Math has no method abss; the nearest is abs",
                "loop: {expression: {constant: many}, steps: [{log: x}]} | constant is many; it must be an integer",
                "enrich: {expression: {constant: 'lgo:x'}} | there is no component lgo",
                "bean: {beanType: java.lang.Integer, method: intValue} | java.lang.Integer has no static method intValue",
                "to: 'rest:get:x' | rest: Hostname must be configured",
                "to: 'kafka:one,two' | kafka: topic one,two cannot exist",
                "to: 'kafka:x?partitionKey=-1' | kafka: option partitionKey is -1; it must be 0 or more",
                "pollEnrich: {constant: 'kafka:x?groupId='} | kafka: option groupId is empty",
                "to: 'kafka:x?brokers=' | kafka: option brokers is empty; leave it out to use Wadi's brokers",
                "to: 'kafka:x?valueSerializer=java.lang.String' | kafka: class java.lang.String is not an instance of",
                "to: 'kafka:x?interceptorClasses=com.example.None' | kafka: ",
                "to: 'kafka:x?partitioner=java.lang.String' | kafka: ",
            })
    void refusesWhatAStepReadsWhenItStarts(String step, String finding) throws IOException {
        assertThat(findings(route("timer:tick", "- log: first", "- " + step)))
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml:7: " + finding);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "valueDeserializer=java.lang.String",
                "keyDeserializer=org.apache.kafka.common.serialization.StringSerializer",
                "partitionAssignor=com.example.None",
                "partitionAssignor=org.apache.kafka.clients.producer.RoundRobinPartitioner",
                "interceptorClasses=com.example.None",
            })
    void refusesAClassThatAConsumerCannotUse(String option) throws IOException {
        assertThat(findings(route("kafka:packets?groupId=g&" + option, "- log: x")))
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml:4: kafka: ");
    }

    @Test
    void saysWhatToDoAboutAMissingClassOfAConsumer() throws IOException {
        assertThat(findings(route("kafka:packets?groupId=g&partitionAssignor=com.example.None", "- log: x")))
                .containsExactly("a.camel.yaml:4: kafka: class com.example.None is not on the class path (put its jar"
                        + " into lib/ and restart)");
    }

    @Test
    void refusesToSendDeadLettersToASource() throws IOException {
        assertThat(findings(route("timer:tick", "- log: x")
                        .replace(
                                "id: mine",
                                "id: mine\n    errorHandler: {deadLetterChannel: {deadLetterUri: 'timer:x'}}")))
                .containsExactly("a.camel.yaml:3: timer: is only for receiving, but messages are sent here");
    }

    @Test
    void refusesAPatternOfCapturesThatIsNone() throws IOException {
        assertThat(findings(route("'pcap:file:captures/[.pcap'", "- log: x")))
                .containsExactly(
                        "a.camel.yaml:4: Capture file captures/[.pcap is neither a file nor a pattern: Missing ']");
        assertThat(findings(route("'pcap:file:captures/[ab]*.{pcap,cap}'", "- log: x")))
                .isEmpty();
    }

    @Test
    void refusesAPauseWithoutAThreshold() throws IOException {
        assertThat(findings(route("scheduler:x?backoffMultiplier=3", "- log: x")))
                .containsExactly(
                        "a.camel.yaml:4: scheduler: option backoffMultiplier is 3; it needs backoffIdleThreshold"
                                + " or backoffErrorThreshold");
    }
}
