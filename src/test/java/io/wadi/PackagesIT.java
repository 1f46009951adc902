package io.wadi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wadi.sample.SampleCapture;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds the packages of {@code ./wadi dist} twice, in two folders, and uses them without Maven and without a compiler. */
class PackagesIT {

    private static final Set<String> NOT_SOURCES = Set.of("target", "node_modules", ".git", "data", "lib");
    private static final Set<String> BUILDERS = Set.of("mvn", "javac", "git", "npm");

    @TempDir
    private static Path folder;

    private static Path built;

    /** The commands of the machine, but those that build. */
    private static Path commands;

    private record Said(int status, String text) {}

    @BeforeAll
    static void build() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash here");
        assumeTrue(isCommand("mvn"), "there is no mvn on PATH");
        built = dist("a release");
        commands = Files.createDirectory(folder.resolve("commands"));
        for (Path there : List.of(Path.of("/bin"), Path.of("/usr/bin"), Path.of("/sbin"), Path.of("/usr/sbin"))) {
            linkCommands(there);
        }
        link(Path.of(System.getProperty("java.home"), "bin/java"));
    }

    private static boolean isCommand(String name) {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(at -> Files.isExecutable(Path.of(at, name)));
    }

    private static void linkCommands(Path from) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(
                            file -> !BUILDERS.contains(file.getFileName().toString()))
                    .toList()) {
                link(file);
            }
        }
    }

    private static void link(Path command) throws IOException {
        Path link = commands.resolve(command.getFileName());
        if (command.endsWith("java")) {
            Files.deleteIfExists(link);
        }
        if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
            Files.createSymbolicLink(link, command);
        }
    }

    /** Copies the sources and builds the packages of the copy; returns the folder that they are in. */
    private static Path dist(String name) throws Exception {
        Path copy = folder.resolve(name);
        copySources(Path.of("").toAbsolutePath(), copy);
        ProcessBuilder builder = new ProcessBuilder("./wadi", "dist").directory(copy.toFile());
        builder.environment().put("WADI_JAVA_HOME", System.getProperty("java.home"));
        Said said = say(builder);
        assertThat(said.status()).as(said.text()).isZero();
        return copy.resolve("target/dist");
    }

    private static void copySources(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                if (NOT_SOURCES.contains(directory.getFileName().toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(directory)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static Said say(ProcessBuilder builder) throws Exception {
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    /** Runs a command as a user does who has a Java and the packages, and no more. */
    private static Said use(Path directory, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("WADI_") || name.startsWith("JAVA_"));
        builder.environment().put("PATH", commands.toString());
        Said said = say(builder);
        assertThat(said.status()).as("%s: %s", List.of(command), said.text()).isZero();
        return said;
    }

    private static Path only(Path directory, String glob) throws IOException {
        List<Path> found = new ArrayList<>();
        try (var files = Files.newDirectoryStream(directory, glob)) {
            files.forEach(found::add);
        }
        assertThat(found).as("%s in %s", glob, directory).hasSize(1);
        return found.get(0);
    }

    @Test
    void theTarballRunsInAnEmptyFolder() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("an empty folder"));
        use(empty, "tar", "xzf", only(built, "wadi-*.tar.gz").toString());
        Path wadi = only(empty, "wadi-*");
        assertThat(use(wadi, "./wadi", "--version").text()).startsWith("wadi 0.1.0 ");
        Path capture = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(capture)) {
            new SampleCapture(500, SampleCapture.DEFAULT_SEED, SampleCapture.DEFAULT_START).write(out);
        }
        assertThat(use(wadi, "./wadi", "ingest", "--embedded", "--set", "wadi.http.enabled=false", capture.toString())
                        .text())
                .contains("rows in traffic 493 = packets in flows 493", "every packet is accounted for");
        assertThat(only(wadi.resolve("jars"), "*.jsa"))
                .as("the next start is faster")
                .isNotEmptyFile();
        assertThat(wadi.resolve("THIRD-PARTY.txt")).content().contains("org.apache.camel:camel-main");
        assertThat(wadi.resolve("routes.d")).isDirectoryContaining("glob:**/examples");
        Said refused = say(new ProcessBuilder("./wadi", "dist").directory(wadi.toFile()));
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.text()).contains("dist needs the sources");
    }

    @Test
    void theDebianPackageHasItsFilesInTheirPlaces() throws Exception {
        assumeTrue(isCommand("dpkg-deb"), "there is no dpkg-deb here");
        Path deb = only(built, "wadi_*.deb");
        Path root = Files.createDirectory(folder.resolve("a root"));
        use(root, "dpkg-deb", "--raw-extract", deb.toString(), ".");
        assertThat(use(root, "usr/bin/wadi", "--version").text()).startsWith("wadi 0.1.0 ");
        assertThat(root.resolve("DEBIAN/conffiles")).content().isEqualToIgnoringNewLines("/etc/wadi/wadi.properties");
        assertThat(root.resolve("DEBIAN/control"))
                .content()
                .contains("Package: wadi", "Version: 0.1.0\n", "libpcap0.8");
        Path units = root.resolve("usr/lib/systemd/system");
        for (String unit : List.of("wadi-probe", "wadi-stores", "wadi-console")) {
            assertThat(units.resolve(unit + ".service")).content().contains("ExecStart=/usr/bin/wadi run --only ");
        }
    }

    @Test
    void theListOfContentsNamesTheLibraries() throws IOException {
        assertThat(only(built, "wadi-*.cdx.json"))
                .content()
                .contains("\"CycloneDX\"", "pkg:maven/org.apache.camel/camel-main@");
    }

    @Test
    void theSameSourcesGiveTheSameBytes() throws Exception {
        Path again = dist("the same release, again");
        assertThat(again.resolve("SHA256SUMS")).hasSameTextualContentAs(built.resolve("SHA256SUMS"));
        use(built, "sha256sum", "--check", "SHA256SUMS");
    }
}
