package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.net.FreePort;
import io.wadi.pipeline.Pipeline;
import io.wadi.pipeline.Stage;
import io.wadi.pipeline.TestServers;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.Settings;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.camel.component.kafka.KafkaComponent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The file of {@code wadi.kafka.client-properties} when it cannot be read: {@code run} refuses it whatever it runs,
 * because the user's routes may read Kafka; commands that never use Kafka do not need the file, which often only the
 * service may read.
 */
@Timeout(90)
class ClientPropertiesIT {

    @TempDir
    private Path folder;

    private Settings settings;

    @BeforeEach
    void aFileThatIsNotThere() throws Exception {
        settings = TestServers.settings();
        settings.set("wadi.data.dir", TestServers.cache().toString());
        settings.set("wadi.routes.dir", folder.resolve("routes.d").toString());
        settings.set("wadi.http.enabled", "true");
        settings.set("wadi.http.port", String.valueOf(FreePort.find()));
        settings.set("wadi.kafka.client-properties", folder.resolve("client").toString());
    }

    private CommandLineRun run(String... command) {
        List<String> arguments = new ArrayList<>(Arrays.asList(command));
        for (String name : settings.properties().stringPropertyNames()) {
            arguments.addAll(List.of("--set", name + "=" + settings.properties().getProperty(name)));
        }
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }

    private void assertRefused(CommandLineRun run) {
        assertThat(run.err())
                .hasLineCount(1)
                .startsWith("wadi: The file of wadi.kafka.client-properties " + folder.resolve("client")
                        + " does not exist");
        assertThat(run.status()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "detect", "capture", "store-traffic"})
    void runRefusesItWhateverItRuns(String stage) {
        assertRefused(run("run", "--only", stage));
    }

    @Test
    void ingestAndReplayRefuseIt() throws Exception {
        Path capture = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(capture)) {
            new SampleCapture(10, 1, SampleCapture.DEFAULT_START).write(out);
        }
        assertRefused(run("ingest", capture.toString()));
        assertRefused(run("replay"));
    }

    @Test
    void statusAndReportDoNotNeedIt() {
        assertThat(run("status").err()).startsWith("wadi: ").contains("answers");
        assertThat(run("status").err()).doesNotContain("client-properties");
        assertThat(run("report").err()).contains("has no tables of this version of Wadi");
    }

    /** A sink in {@code routes.d} of a process that runs no stage with Kafka. */
    @Test
    void routesOfTheUserHaveWhatItSays() throws Exception {
        Files.writeString(folder.resolve("client"), "security.protocol=SSL\n");
        try (Pipeline pipeline = new Pipeline(settings, Set.of(Stage.API), TestServers.cache())) {
            pipeline.start();
            KafkaComponent kafka = pipeline.context().getComponent("kafka", KafkaComponent.class);
            assertThat(kafka.getConfiguration().getAdditionalProperties()).containsEntry("security.protocol", "SSL");
        }
    }
}
