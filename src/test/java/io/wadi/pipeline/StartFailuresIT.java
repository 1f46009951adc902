package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wadi.failure.StartException;
import io.wadi.net.FreePort;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start with an invalid configuration fails with one sentence that names the error. */
class StartFailuresIT {

    @TempDir
    Path folder;

    private Settings settings;

    @BeforeEach
    void servers() throws Exception {
        settings = TestServers.settings();
    }

    @Test
    void noDatabase() throws Exception {
        settings.set("wadi.database.url", "jdbc:postgresql://127.0.0.1:" + FreePort.find() + "/wadi");
        assertThat(failure()).contains("No database answers at jdbc:postgresql://127.0.0.1:", "--embedded");
    }

    @Test
    void noSuchDatabase() {
        settings.set("wadi.database.url", settings.text(DatabaseSettings.URL).replaceAll("/[^/]*$", "/nowhere"));
        assertThat(failure()).contains("There is no database").contains("nowhere");
    }

    @Test
    void unknownUser() {
        settings.set("wadi.database.user", "nobody_of_that_name");
        assertThat(failure()).contains("refuses user nobody_of_that_name", "wadi.database.password");
    }

    @Test
    void noBroker() throws Exception {
        settings.set("wadi.kafka.brokers", "127.0.0.1:" + FreePort.find());
        assertThat(failure()).contains("No Kafka broker answers at 127.0.0.1:", "wadi.kafka.brokers");
    }

    @Test
    void missingGeoIpFile() {
        settings.set("wadi.geoip.city", folder.resolve("missing.mmdb").toString());
        assertThat(failure()).contains("wadi.geoip.city").contains("missing.mmdb");
    }

    @Test
    void brokenGeoIpFile() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.mmdb"), "no database");
        settings.set("wadi.geoip.asn", broken.toString());
        assertThat(failure()).contains("wadi.geoip.asn").contains("broken.mmdb");
    }

    @Test
    void unknownInterface() {
        settings.set("wadi.source", "pcap:live:nosuch0");
        assertThat(failure()).contains("nosuch0");
    }

    @Test
    void badSetting() {
        settings.set("wadi.flow.window-seconds", "never");
        assertThat(failure()).contains("wadi.flow.window-seconds is never");
    }

    private String failure() {
        Pipeline pipeline = new Pipeline(settings, Set.of(Stage.CAPTURE, Stage.STORE_FLOWS), TestServers.cache());
        String message =
                catchThrowableOfType(StartException.class, pipeline::start).getMessage();
        assertThat(message).doesNotContain("\n");
        return message;
    }
}
