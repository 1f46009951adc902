package io.wadi.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import io.wadi.testing.JavaCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database server ends with the process that started it; otherwise the next start ends it. */
class OrphansIT {

    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private Process holder;

    private Path data() {
        return folder.resolve("data with a space");
    }

    private static Path programs() {
        return TestServers.cache().resolve("postgres-programs");
    }

    private void hold(String... further) throws IOException {
        holdWith(programs(), further);
    }

    private void holdWith(Path programs, String... further) throws IOException {
        String[] arguments = Stream.concat(Stream.of(data().toString(), programs.toString()), Stream.of(further))
                .toArray(String[]::new);
        holder = new ProcessBuilder(
                        JavaCommand.of(HolderMain.class, List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError"), arguments))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(folder.resolve("out").toFile()))
                .start();
    }

    @AfterEach
    void end() throws Exception {
        holder.destroyForcibly().waitFor();
        await().atMost(LONG).until(() -> Postmaster.of(data()).isEmpty());
    }

    private void awaitStarted() {
        await().atMost(LONG)
                .until(() -> Files.readString(folder.resolve("out")).contains("started ")
                        && Postmaster.of(data()).isPresent());
    }

    @Test
    void aKilledProcessLeavesNoServer() throws Exception {
        hold();
        awaitStarted();
        ProcessHandle server = Postmaster.of(data()).orElseThrow().process();
        try (Connection client =
                DriverManager.getConnection(EmbeddedPostgres.running(data()).orElseThrow(), "postgres", "")) {
            assertThat(client.isValid(5)).isTrue();
            holder.destroyForcibly();
            await().atMost(LONG).until(() -> !server.isAlive());
        }
        assertThat(data().resolve("postmaster.pid")).as("it ended in order").doesNotExist();
    }

    @Test
    void aProcessWithoutMemoryLeavesNoServer() throws Exception {
        hold("eat");
        await().atMost(LONG).until(() -> !holder.isAlive());
        assertThat(holder.exitValue()).isEqualTo(3);
        assertThat(Files.readString(folder.resolve("out"))).contains("started ", "java.lang.OutOfMemoryError");
        await().atMost(LONG).until(() -> Postmaster.of(data()).isEmpty());
    }

    /** Kills the watch too, as a {@code kill -9} of the whole group does; a client that stays must not hold it up. */
    @Test
    void theNextStartEndsAServerThatNobodyWatches() throws Exception {
        hold();
        awaitStarted();
        ProcessHandle server = Postmaster.of(data()).orElseThrow().process();
        holder.children().filter(child -> !child.equals(server)).forEach(ProcessHandle::destroyForcibly);
        holder.destroyForcibly().waitFor();
        assertThat(server.isAlive()).isTrue();
        try (Connection client =
                DriverManager.getConnection(EmbeddedPostgres.running(data()).orElseThrow(), "postgres", "")) {
            assertThat(client.isValid(5)).isTrue();
            try (EmbeddedPostgres next = EmbeddedPostgres.start(data(), programs(), Settings.load())) {
                assertThat(server.isAlive()).isFalse();
                assertThat(EmbeddedPostgres.running(data())).contains(next.url());
            }
        }
    }

    /** The number of a process in a file that a power failure left may be anybody's by now. */
    @Test
    void anotherServerOfTheSameNumberIsLeftAlone() throws Exception {
        hold();
        awaitStarted();
        long other = Postmaster.of(data()).orElseThrow().process().pid();
        Path mine = Files.createDirectories(folder.resolve("mine"));
        Files.writeString(mine.resolve("postmaster.pid"), other + "\n" + mine + "\n1\n5432\n");
        assertThat(Postmaster.of(mine)).isEmpty();
        assertThat(EmbeddedPostgres.running(mine)).isEmpty();
    }

    @Test
    void halfAFirstStartIsRepeated() throws Exception {
        hold();
        await().atMost(LONG).until(() -> Files.exists(data().resolve("PG_VERSION")));
        holder.descendants().forEach(ProcessHandle::destroyForcibly);
        holder.destroyForcibly().waitFor();
        try (EmbeddedPostgres next = EmbeddedPostgres.start(data(), programs(), Settings.load())) {
            assertThat(EmbeddedPostgres.running(data())).contains(next.url());
        }
    }

    /** The program that makes the data outlives who started it, and went on in the folder of the next start. */
    @Test
    void aFirstStartThatGoesOnAloneIsEnded() throws Exception {
        hold();
        await().pollInterval(Duration.ofMillis(10))
                .atMost(LONG)
                .until(() -> Files.exists(data().resolve("PG_VERSION")));
        List<ProcessHandle> left = holder.descendants().toList();
        holder.destroyForcibly().waitFor();
        try (EmbeddedPostgres next = EmbeddedPostgres.start(data(), programs(), Settings.load())) {
            assertThat(left).isNotEmpty().noneMatch(ProcessHandle::isAlive);
            assertThat(EmbeddedPostgres.running(data())).contains(next.url());
        }
    }

    /** Unpacking over what was there failed with FileAlreadyExistsException, at every later start. */
    @Test
    void halfUnpackedProgramsAreUnpackedAgain() throws Exception {
        Path programs = folder.resolve("programs");
        holdWith(programs);
        await().pollInterval(Duration.ofMillis(10)).atMost(LONG).until(() -> contains(programs, "libicuuc.so"));
        holder.destroyForcibly().waitFor();
        assertThat(contains(programs, ".exists")).as("unpacked to the end").isFalse();
        try (EmbeddedPostgres next = EmbeddedPostgres.start(data(), programs, Settings.load())) {
            assertThat(EmbeddedPostgres.running(data())).contains(next.url());
        }
    }

    private static boolean contains(Path folder, String name) throws IOException {
        if (!Files.exists(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.anyMatch(file -> file.getFileName().toString().equals(name));
        } catch (UncheckedIOException e) {
            return false;
        }
    }
}
