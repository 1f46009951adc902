package io.wadi.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each example that sends alerts, with a real server that is away at first. */
class AlertExamplesIT {

    private static final Duration LONG = Duration.ofSeconds(90);
    private static final Pattern NUMBER = Pattern.compile("sérver-(\\d+)");
    private static final int ALERTS = 12;

    @RegisterExtension
    private static final KafkaForSinks kafka = new KafkaForSinks();

    @TempDir
    private Path folder;

    private String topic;
    private SinkRig rig;

    @AfterEach
    void stop() {
        rig.close();
    }

    private SinkRig rig() throws Exception {
        return new SinkRig(kafka.brokers(), folder.resolve("routes.d"), topic);
    }

    private void deploy(String example, Map<String, String> replacements) throws Exception {
        rig.deploy(Path.of("alerts", "alert-" + example + ".camel.yaml"), replacements);
    }

    private static byte[] alert(int number) {
        return ("{\"id\":" + number + ",\"change\":\"opened\",\"at\":\"2026-11-10T20:25:00Z\",\"alert\":" + number
                        + ",\"detection\":\"port-scan-vertical\",\"severity\":\"medium\",\"title\":\"Port scan, (one"
                        + " host)\",\"subject\":\"10.0.0.1 → sérver-" + number
                        + "\",\"score\":1000.0,\"evidence\":{\"ports\":1000},"
                        + "\"openedAt\":\"2026-11-10T20:25:00Z\",\"lastSeen\":\"2026-11-10T20:25:00Z\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Set<Integer> numbers(List<String> texts) {
        Set<Integer> numbers = new TreeSet<>();
        for (String text : texts) {
            Matcher matcher = NUMBER.matcher(text);
            if (matcher.find()) {
                numbers.add(Integer.valueOf(matcher.group(1)));
            }
        }
        return numbers;
    }

    private static Set<Integer> all(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toSet());
    }

    private static void awaitAll(AlertReceiver receiver, int count) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(numbers(receiver.texts())).isEqualTo(all(count)));
    }

    /** The group has committed nothing before, and starts with new alerts: the first ones must not be lost with it. */
    @ParameterizedTest
    @ValueSource(strings = {"webhook", "slack", "mail", "syslog"})
    void alertsWaitForAServerThatIsAwayAlsoAcrossARestart(String example) throws Exception {
        topic = "alerts-" + example;
        try (AlertReceiver receiver = AlertReceiver.of(example)) {
            rig = rig();
            deploy(example, receiver.replacements());
            rig.awaitAssigned("alert-" + example);
            rig.publish(0, ALERTS, AlertExamplesIT::alert);
            rig.awaitRedelivery();
            rig.close();
            rig = rig();
            deploy(example, receiver.replacements());
            receiver.start();
            awaitAll(receiver, ALERTS);
            rig.awaitCommitted("alert-" + example, ALERTS);
            rig.publish(ALERTS, ALERTS, AlertExamplesIT::alert);
            awaitAll(receiver, 2 * ALERTS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook", "slack"})
    void anAlertThatIsRefusedKeepsBackNoOther(String example) throws Exception {
        topic = "refused-" + example;
        MeterRegistry meters = new SimpleMeterRegistry();
        Set<Integer> refused = Set.of(0, 3, 7, ALERTS - 1);
        try (AlertReceiver of = AlertReceiver.of(example);
                WebReceiver web = new WebReceiver(
                        of.port, text -> numbers(List.of(text)).stream().anyMatch(refused::contains) ? 413 : 200)) {
            rig = rig();
            rig.bind("metrics", meters);
            deploy(example, of.replacements());
            rig.awaitAssigned("alert-" + example);
            rig.publish(0, ALERTS, AlertExamplesIT::alert);
            rig.awaitCommitted("alert-" + example, ALERTS);
            Set<Integer> others = all(ALERTS);
            others.removeAll(refused);
            assertThat(numbers(List.copyOf(web.accepted()))).isEqualTo(others);
            assertThat(LeftOut.refused(meters, "alert-" + example).count()).isEqualTo(refused.size());
        }
    }

    /** As a spam filter does: an alert may name a host that it knows. */
    @Test
    void aMailWhoseContentIsRejectedKeepsBackNoOther() throws Exception {
        topic = "filtered";
        MeterRegistry meters = new SimpleMeterRegistry();
        Map<String, Boolean> known = new ConcurrentHashMap<>();
        try (MailFilter filter =
                new MailFilter(mail -> known.computeIfAbsent(subject(mail), subject -> known.size() % 5 == 2))) {
            rig = rig();
            rig.bind("metrics", meters);
            deploy(
                    "mail",
                    Map.of(
                            "smtps://mail.example.org:465", "smtp://" + filter.address(),
                            "{{env:MAIL_USER}}", "wadi",
                            "{{env:MAIL_PASSWORD}}", "secret"));
            rig.awaitAssigned("alert-mail");
            rig.publish(0, ALERTS, AlertExamplesIT::alert);
            rig.awaitCommitted("alert-mail", ALERTS);
            long rejected = known.values().stream().filter(each -> each).count();
            assertThat(known).hasSize(ALERTS);
            assertThat(LeftOut.refused(meters, "alert-mail").count()).isEqualTo(rejected);
            assertThat(filter.accepted()).hasSize((int) (ALERTS - rejected));
        }
    }

    private static String subject(String mail) {
        return mail.substring(mail.indexOf("Subject:"), mail.indexOf("MIME-Version"));
    }

    @Test
    void aMailSaysWhatItIsAbout() throws Exception {
        topic = "subject";
        try (AlertReceiver receiver = AlertReceiver.of("mail")) {
            receiver.start();
            rig = rig();
            deploy("mail", receiver.replacements());
            rig.awaitAssigned("alert-mail");
            rig.publish(0, 1, AlertExamplesIT::alert);
            awaitAll(receiver, 1);
            assertThat(receiver.texts().get(0))
                    .startsWith("[wadi] Port scan, (one host): 10.0.0.1 → sérver-0\n{")
                    .contains("\"detection\" : \"port-scan-vertical\"");
        }
    }
}
