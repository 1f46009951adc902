package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.settings.CaptureAt;
import io.wadi.settings.CaptureSettings;
import io.wadi.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RehearsalTest {

    @TempDir
    private Path cache;

    private final Settings settings = Settings.load();

    private static boolean isRunning() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().endsWith("-rehearsal"));
    }

    @ParameterizedTest
    @EnumSource
    void precedesALiveCapture(CaptureAt at) {
        settings.set(CaptureSettings.SOURCE, "pcap:live:eth0");
        settings.set(CaptureSettings.AT, at.name());
        try (Rehearsal rehearsal = Rehearsal.begin(settings, Stage.all(), cache.resolve("new"))) {
            assertThat(isRunning()).isTrue();
            assertThat(cache.resolve("new")).isDirectoryContaining("glob:**rehearsal.pcap");
        }
        await().until(() -> !isRunning());
    }

    @Test
    void leavesFilesAlone() {
        settings.set(CaptureSettings.SOURCE, "pcap:file:office.pcap");
        try (Rehearsal rehearsal = Rehearsal.begin(settings, Stage.all(), cache)) {
            assertThat(cache).isEmptyDirectory();
        }
    }

    @Test
    void isForTheCaptureOnly() {
        settings.set(CaptureSettings.SOURCE, "pcap:live:eth0");
        try (Rehearsal rehearsal = Rehearsal.begin(settings, Set.of(Stage.STORE_FLOWS), cache)) {
            assertThat(cache).isEmptyDirectory();
        }
    }

    @Test
    void isLeftOutWhereItsFileCannotBeWritten() throws Exception {
        Path file = Files.createFile(cache.resolve("file"));
        settings.set(CaptureSettings.SOURCE, "pcap:live:eth0");
        try (Rehearsal rehearsal = Rehearsal.begin(settings, Stage.all(), file)) {
            assertThat(isRunning()).isFalse();
        }
    }
}
