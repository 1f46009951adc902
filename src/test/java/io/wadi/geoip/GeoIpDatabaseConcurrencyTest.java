package io.wadi.geoip;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.net.IpAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lookups in several threads while {@link GeoIpDatabase} loads new files. */
class GeoIpDatabaseConcurrencyTest {

    private static final int READERS = 4;
    private static final int REPLACEMENTS = 40;

    @TempDir
    private Path directory;

    private final AtomicBoolean done = new AtomicBoolean();
    private final ExecutorService readers = Executors.newFixedThreadPool(READERS);

    @AfterEach
    void stopReaders() {
        done.set(true);
        readers.shutdownNow();
    }

    @Test
    void everyLookupIsAnsweredByOneOfTheTwoFiles() throws Exception {
        Path city = write("Alpha", 0);
        Path asn = TinyDatabase.asn(64500, 0).writeTo(directory.resolve("asn.mmdb"));
        GeoIpDatabase database = new GeoIpDatabase(Optional.of(city), Optional.of(asn), directory.resolve("cache"));
        List<Future<Long>> counts = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            counts.add(readers.submit(reader(database)));
        }

        for (int i = 1; i <= REPLACEMENTS; i++) {
            write(i % 2 == 0 ? "Alpha" : "Beta", i);
            assertThat(database.reloadIfChanged()).isTrue();
            assertThat(database.lookup(IpAddress.parse("192.0.2.1")).city()).isEqualTo(i % 2 == 0 ? "Alpha" : "Beta");
        }

        done.set(true);
        for (Future<Long> count : counts) {
            assertThat(count.get()).isPositive();
        }
        assertThat(database.getReloads()).isEqualTo(REPLACEMENTS);
        assertThat(database.getUnreadableEntries()).isZero();
        assertThat(database.getProblem()).isEmpty();
    }

    /** Looks up an address after the other, so that cached and uncached ones take turns; says how many. */
    private Callable<Long> reader(GeoIpDatabase database) {
        return () -> {
            long lookups = 0;
            do {
                IpAddress address = IpAddress.v4(0xC0000200 | (int) (lookups & 0xff));
                GeoInfo info = database.lookup(address);
                assertThat(info.city()).isIn(Set.of("Alpha", "Beta"));
                assertThat(info.asn()).isEqualTo(64500);
                lookups++;
            } while (!done.get());
            return lookups;
        };
    }

    /** Replaces the file by renaming and by overwriting in place in turn, each time with another time stamp. */
    private Path write(String name, int second) throws IOException {
        Path file = directory.resolve("city.mmdb");
        if (second % 4 < 2) {
            Path next = TinyDatabase.city(name, 0).writeTo(directory.resolve("next.mmdb"));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } else {
            TinyDatabase.city(name, 0).writeTo(file);
        }
        return Files.setLastModifiedTime(file, FileTime.fromMillis(1_000L * second));
    }
}
