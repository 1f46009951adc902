package io.wadi.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wadi.geoip.GeoIpDatabase;
import io.wadi.settings.Settings;
import io.wadi.testing.JavaCommand;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The error on a full disk gives its free space, and no process remains. Needs root to mount a small disk. */
@EnabledOnOs(OS.LINUX)
class FullDiskIT {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final int MIB = 1024 * 1024;

    @TempDir
    private Path folder;

    private Path disk;
    private Process holder;

    private void mount(int mebibytes) throws Exception {
        disk = Files.createDirectories(folder.resolve("small disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", disk.toString()) == 0,
                "this user may not mount a small disk");
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @AfterEach
    void unmount() throws Exception {
        if (holder != null) {
            holder.destroyForcibly().waitFor();
            await().atMost(LONG)
                    .until(() -> Postmaster.of(disk.resolve("postgres")).isEmpty());
        }
        // Processes that are about to end may still use it.
        await().atMost(LONG)
                .until(() -> run("mountpoint", "-q", disk.toString()) != 0 || run("umount", disk.toString()) == 0);
    }

    private static void fill(Path file) {
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] block = new byte[MIB / 16];
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    @Test
    void aStartIsRefused() throws Exception {
        mount(32);
        assertThatThrownBy(() -> EmbeddedServers.start(disk, Settings.load()))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageMatching(
                        "The embedded servers cannot start, because the disk of .*small disk is full: "
                                + "\\d+ of 32 MiB are free, and 64 are needed; free space, or name a folder on another disk: .*");
    }

    /** There is room for PostgreSQL's programs, which each process unpacks once, and none for the whole. */
    @Test
    void aStartThatFillsItSaysWhatWasFreeWhenAndLeavesNoServer() throws Exception {
        mount(80);
        Path out = startServers();
        assertThat(holder.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(out))
                .containsPattern("The embedded servers cannot start, because the disk of .*small disk is full: "
                        + "\\d+ of 80 MiB were free before the start and [1-5]?\\d at its end, and 64 are needed; ");
        assertThat(Postmaster.of(disk.resolve("postgres"))).isEmpty();
    }

    private Path startServers() throws IOException {
        Path out = folder.resolve("out");
        holder = new ProcessBuilder(JavaCommand.of(HolderMain.class, List.of("-Xmx416m"), "servers", disk.toString()))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(out.toFile()))
                .start();
        return out;
    }

    @Test
    void theBrokerEndsTheProcessAndTheDatabaseWithIt() throws Exception {
        mount(512);
        Path out = startServers();
        await().atMost(LONG).until(() -> Files.readString(out).contains("started ") || !holder.isAlive());
        String brokers = Files.readString(out).replaceAll("(?s).*started (\\S+).*", "$1");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            admin.createTopics(List.of(new NewTopic("full", 1, (short) 1)))
                    .all()
                    .get(1, TimeUnit.MINUTES);
        }
        fill(disk.resolve("rest"));
        AtomicLong acknowledged = new AtomicLong();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        brokers,
                        "max.block.ms",
                        1000,
                        "delivery.timeout.ms",
                        2000,
                        "request.timeout.ms",
                        1000,
                        "linger.ms",
                        0),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            await().atMost(LONG).until(() -> {
                producer.send(
                        new ProducerRecord<>("full", new byte[MIB / 2]),
                        (place, failure) -> acknowledged.addAndGet(failure == null ? 1 : 0));
                return !holder.isAlive();
            });
        }
        assertThat(Files.readString(out))
                .contains("The embedded Kafka has ended, and Wadi ends too, because the disk of ", " MiB are free");
        assertThat(holder.exitValue()).isEqualTo(1);
        await().atMost(LONG).until(() -> Postmaster.of(disk.resolve("postgres")).isEmpty());
        assertThat(heldAfterARestart()).isGreaterThanOrEqualTo(acknowledged.get());
    }

    /** Messages of topic {@code full} that the broker has when there is room again. */
    private long heldAfterARestart() throws Exception {
        Files.delete(disk.resolve("rest"));
        TopicPartition only = new TopicPartition("full", 0);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(disk.resolve("kafka"), 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.brokers()))) {
            return admin.listOffsets(Map.of(only, OffsetSpec.latest()))
                    .partitionResult(only)
                    .get(1, TimeUnit.MINUTES)
                    .offset();
        }
    }

    @Test
    void theGeoIpCacheIsNamed() throws Exception {
        mount(8);
        assertThatThrownBy(() -> new GeoIpDatabase(Optional.empty(), Optional.empty(), disk))
                .hasMessageContaining("cannot be copied into the cache directory " + disk)
                .hasMessageContaining("the disk of " + disk + " is full: ")
                .hasMessageContaining("of 8 MiB were free before the copy and 0 at its end");
        assertThat(disk.toFile().list()).as("half a copy is removed").containsExactly("geoip.lock");
    }
}
