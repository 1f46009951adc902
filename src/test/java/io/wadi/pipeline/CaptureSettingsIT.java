package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.pcap.PcapConfiguration.Kind;
import io.wadi.pcap.PcapConsumer;
import io.wadi.pcap.PcapPath;
import io.wadi.pcap.TestCaptures;
import io.wadi.settings.Settings;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of the capture reach the shipped routes unchanged. */
class CaptureSettingsIT {

    @TempDir
    private Path folder;

    /** The capture's UDP packets come from ports 1, 2 and 3. */
    @ParameterizedTest
    @CsvSource({
        "packets, 'udp[1] & 1 != 0', 2",
        "packets, '(udp[1])&2=2', 2",
        "packets, 'udp[1] + 1 = 3 and udp[1] % 2 = 0', 1",
        "packets, '', 3",
        "flows, 'udp[1] & 1 != 0', 2",
    })
    void aFilterAndANameAreTakenAsTheyAre(String at, String filter, long packets) throws Exception {
        Path capture = TestCaptures.write(folder.resolve("50% a+b & c? #1 %41.pcap"));
        Settings settings = TestServers.withTables();
        settings.set("wadi.capture.at", at);
        settings.set("wadi.capture.filter", filter);
        settings.set("wadi.source", new PcapPath(Kind.file, capture.toString()).toUri());
        try (Pipeline pipeline = new Pipeline(settings, Set.of(Stage.CAPTURE), TestServers.cache())) {
            pipeline.start();
            PcapConsumer consumer = pipeline.capture();
            consumer.finished().get(60, TimeUnit.SECONDS);
            assertThat(consumer.getDecoded()).isEqualTo(packets);
            assertThat(consumer.sources().get(0).probe()).endsWith("/50% a+b & c? #1 %41.pcap");
        }
    }
}
