package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.pcap.TestCaptures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureArgumentsTest {

    @TempDir
    private Path folder;

    private Path day;

    @BeforeEach
    void fill() throws IOException {
        day = Files.createDirectories(folder.resolve("day/night")).getParent();
        TestCaptures.write(day.resolve("b.dump"));
        TestCaptures.write(day.resolve("a.pcap"));
        TestCaptures.write(day.resolve("night/c.pcap"));
        TestCaptures.write(day.resolve(".hidden.pcap"));
        Files.writeString(day.resolve("README"), "no capture");
    }

    @Test
    void aFolderMeansTheCapturesInItInOrder() {
        CaptureArguments captures = new CaptureArguments(List.of(day));
        assertThat(captures.files())
                .containsExactly(day.resolve("a.pcap"), day.resolve("b.dump"), day.resolve("night/c.pcap"));
        assertThat(captures.passedOver()).contains("passed over 1 file without a capture: " + day.resolve("README"));
        assertThat(captures.problems()).isEmpty();
        assertThat(captures.isSeveral()).isTrue();
    }

    @Test
    void hiddenFoldersAreReadOnlyIfTheyAreNamed() throws IOException {
        Path hidden = Files.createDirectories(day.resolve(".old"));
        TestCaptures.write(hidden.resolve("d.pcap"));
        assertThat(new CaptureArguments(List.of(day)).files()).noneMatch(file -> file.startsWith(hidden));
        assertThat(new CaptureArguments(List.of(hidden)).files()).containsExactly(hidden.resolve("d.pcap"));
    }

    @Test
    void aDamagedFileWithACapturesNameIsNotPassedOver() throws IOException {
        for (String name : List.of("empty.pcap", "ring.pcap3", "x.PCAPNG.gz", "y.cap.12.zst")) {
            Files.createFile(folder.resolve(name));
        }
        CaptureArguments captures = new CaptureArguments(List.of(folder));
        assertThat(captures.files()).hasSize(7).contains(folder.resolve("empty.pcap"));
        assertThat(captures.passedOver()).contains("passed over 1 file without a capture: " + day.resolve("README"));
    }

    @Test
    void aFolderWithoutCapturesIsAProblem() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        CaptureArguments captures = new CaptureArguments(List.of(empty, day.resolve("a.pcap")));
        assertThat(captures.problems()).containsExactly("Folder " + empty + " has no capture file");
        assertThat(captures.files()).containsExactly(day.resolve("a.pcap"));
    }

    @Test
    void oneFileIsNotSeveral() {
        CaptureArguments captures = new CaptureArguments(List.of(Path.of("-")));
        assertThat(captures.isSeveral()).isFalse();
        assertThat(captures.files()).containsExactly(Path.of("-"));
    }
}
