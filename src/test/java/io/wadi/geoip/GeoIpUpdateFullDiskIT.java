package io.wadi.geoip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wadi.geoip.FileServer.Answer;
import io.wadi.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** An update on a disk that gets full at any of its steps changes both databases or none. Needs root to mount a small disk. */
@EnabledOnOs(OS.LINUX)
class GeoIpUpdateFullDiskIT {

    private static final long DAY = 86_400;
    private static final int BLOCK = 4096;
    private static final int BLOCKS = 256;

    /** Enough for downloads, databases and notices of both. */
    private static final int MOST_FREE = 24;

    @TempDir
    private Path folder;

    private Path disk;
    private FileServer server;

    @BeforeEach
    void mountAndServe() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + BLOCK * BLOCKS, "tmpfs", disk.toString()) == 0,
                "this user may not mount a small disk");
        server = new FileServer()
                .with(
                        "/free/dbip-city-lite-2026-11.mmdb.gz",
                        gzipped(TinyDatabase.city("Second", 20 * DAY).toBytes()))
                .with(
                        "/free/dbip-asn-lite-2026-11.mmdb.gz",
                        gzipped(TinyDatabase.asn(64_501, 20 * DAY).toBytes()));
    }

    @AfterEach
    void unmount() throws Exception {
        if (server != null) {
            server.close();
            // Databases stay mapped until they are collected.
            assertThat(run("umount", "--lazy", disk.toString())).isZero();
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static Answer gzipped(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return Answer.of(200, out.toByteArray());
    }

    @Test
    void anUpdateChangesAllOrNothing() throws Exception {
        int refused = 0;
        for (int free = 0; free <= MOST_FREE; free++) {
            if (!updatesWith(free)) {
                refused++;
            }
        }
        assertThat(refused).isBetween(3, MOST_FREE - 1);
    }

    /** Whether the update succeeds with so many free blocks. */
    private boolean updatesWith(int free) throws Exception {
        Path data = Files.createDirectory(disk.resolve("data"));
        Path city = data.resolve("geoip/city.mmdb");
        Files.createDirectories(city.getParent());
        TinyDatabase.city("First", 10 * DAY).writeTo(city);
        TinyDatabase.asn(64_500, 10 * DAY).writeTo(city.resolveSibling("asn.mmdb"));
        List<String> before = contents(data);
        Path rest = disk.resolve("rest");
        Files.write(rest, new byte[(int) disk.toFile().getUsableSpace() - free * BLOCK]);

        Throwable failure = catchThrowable(() -> new GeoIpUpdate(Settings.load(), data, origin()).run());

        if (failure != null) {
            assertThat(failure)
                    .as("%s free blocks", free)
                    .isInstanceOf(GeoIpUpdateException.class)
                    .hasMessageContaining(" is full: 0 of 1 MiB are free")
                    .hasMessageEndingWith("; nothing has changed");
            assertThat(contents(data)).as("%s free blocks", free).isEqualTo(before);
        } else {
            assertThat(contents(data)).hasSize(6);
        }
        Files.delete(rest);
        FileSystemUtils.deleteRecursively(data);
        return failure == null;
    }

    private UpdateOrigin origin() {
        return new DbIpOrigin(server.address(), Clock.fixed(Instant.parse("2026-11-28T00:00:00Z"), ZoneOffset.UTC));
    }

    /** Names and contents of the files beside each other. */
    private static List<String> contents(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("geoip"))) {
            return files.sorted()
                    .map(file -> file.getFileName() + " " + file.toFile().length() + " "
                            + file.toFile().lastModified())
                    .toList();
        }
    }
}
