package io.wadi.geoip;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.Optional;

/** Puts a checked database in the place of the one in use, file by file, each at once. */
final class Installation {

    private final DatabaseKind kind;
    private final Path target;

    Installation(DatabaseKind kind, Path target) {
        this.kind = kind;
        this.target = target;
    }

    /** The day on which the installed database was built; empty if there is no usable one. */
    Optional<LocalDate> built() {
        if (!Files.exists(target)) {
            return Optional.empty();
        }
        try {
            return Optional.of(MappedDatabase.open(target, kind, target, new GeoIpCounters())
                    .buildDate());
        } catch (GeoIpFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Refuses what is a step back: an older edition, or one so small that part of it must be missing.
     *
     * @throws GeoIpUpdateException with the reason
     */
    void check(Candidate candidate, String from) throws IOException {
        Optional<LocalDate> installed = built();
        if (installed.isPresent() && candidate.built().isBefore(installed.get())) {
            throw new GeoIpUpdateException("The %s database from %s is of %s, older than the one in use (%s)"
                    .formatted(kind.label(), from, candidate.built(), installed.get()));
        }
        if (installed.isPresent() && candidate.size() < size() / 4) {
            throw new GeoIpUpdateException("The %s database from %s has only %,d bytes; the one in use has %,d"
                    .formatted(kind.label(), from, candidate.size(), size()));
        }
    }

    private long size() throws IOException {
        Path ipv6 = UpdatedFiles.ipv6Of(target);
        return Files.size(target) + (Files.exists(ipv6) ? Files.size(ipv6) : 0);
    }

    /** Writes the notice beside the candidate. */
    void prepare(Candidate candidate, String notice) throws IOException {
        Files.writeString(notice(candidate), notice + "\n", StandardCharsets.UTF_8);
    }

    private static Path notice(Candidate candidate) {
        return candidate.main().resolveSibling("notice");
    }

    /**
     * Renames the files into place. The part for IPv6 comes first, because a running Wadi looks at it only together with one
     * for IPv4. Each former file stays beside the new one.
     */
    void install(Candidate candidate) throws IOException {
        replace(notice(candidate), Attribution.fileOf(target));
        if (candidate.ipv6().isPresent()) {
            replaceChanged(candidate.ipv6().get(), UpdatedFiles.ipv6Of(target));
        }
        replaceChanged(candidate.main(), target);
    }

    /** The same file again would take the former one's place. */
    private static void replaceChanged(Path file, Path target) throws IOException {
        if (Files.exists(target) && Files.mismatch(file, target) < 0) {
            return;
        }
        keepFormer(target);
        replace(file, target);
    }

    private static void keepFormer(Path file) throws IOException {
        if (Files.exists(file)) {
            Path former = formerOf(file);
            Files.deleteIfExists(former);
            Files.createLink(former, file);
        }
    }

    /** Where the database before the last update is. */
    static Path formerOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".former");
    }

    private static void replace(Path file, Path target) throws IOException {
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    }
}
