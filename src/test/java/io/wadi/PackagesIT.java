package io.wadi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wadi.Distribution.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** Builds the packages of {@code ./wadi dist}, and uses them without Maven and without a compiler. */
class PackagesIT {

    private static final Set<String> BUILDERS = Set.of("mvn", "javac", "git", "npm");
    private static final Pattern FILE_OF_LINK = Pattern.compile("\\]\\((?!https?:)([^)#\\s]+)");

    @TempDir
    private static Path folder;

    private static Path built;

    /** The commands of the machine, but those that build. */
    private static Path commands;

    @BeforeAll
    static void build() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash here");
        assumeTrue(Distribution.isCommand("mvn"), "there is no mvn on PATH");
        built = Distribution.shared();
        commands = Files.createDirectory(folder.resolve("commands"));
        for (Path there : List.of(Path.of("/bin"), Path.of("/usr/bin"), Path.of("/sbin"), Path.of("/usr/sbin"))) {
            linkCommands(there);
        }
        link(Path.of(System.getProperty("java.home"), "bin/java"));
    }

    /** JUnit would write a warning for each. */
    @AfterAll
    static void removeLinks() throws IOException {
        if (commands != null) {
            FileSystemUtils.deleteRecursively(commands);
        }
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

    /** Runs a command as a user does who has a Java and the packages, and no more. */
    private static Said use(Path directory, String... command) throws Exception {
        Said said = Distribution.say(command(directory, List.of(command)));
        assertThat(said.status()).as("%s: %s", List.of(command), said.text()).isZero();
        return said;
    }

    private static ProcessBuilder command(Path directory, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("WADI_") || name.startsWith("JAVA_"));
        builder.environment().put("PATH", commands.toString());
        return builder;
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
        long began = System.nanoTime();
        use(empty, "tar", "xzf", only(built, "wadi-*.tar.gz").toString());
        Path wadi = only(empty, "wadi-*");
        assertThat(use(wadi, "./wadi", "--version").text()).startsWith("wadi 0.1.0 ");
        NewcomerDemo.show(command(wadi, NewcomerDemo.command("./wadi")), "tarball", began);
        assertThat(only(wadi.resolve("jars"), "*.jsa"))
                .as("the next start is faster")
                .isNotEmptyFile();
        thePackageHasTheClientOfKubernetes(wadi);
        whatTheReadmeNamesIsThere(wadi);
        assertThat(wadi.resolve("THIRD-PARTY.txt")).content().contains("org.apache.camel:camel-main");
        assertThat(wadi.resolve("routes.d")).isDirectoryContaining("glob:**/examples");
        Said refused = Distribution.say(new ProcessBuilder("./wadi", "dist").directory(wadi.toFile()));
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.text()).contains("dist needs the sources");
    }

    private static void whatTheReadmeNamesIsThere(Path wadi) throws IOException {
        List<String> files = FILE_OF_LINK
                .matcher(Files.readString(wadi.resolve("README.md")))
                .results()
                .map(link -> link.group(1))
                .toList();
        assertThat(files).hasSizeGreaterThan(20).allSatisfy(file -> assertThat(wadi.resolve(file))
                .exists());
        assertThat(wadi.resolve("packaging/kubernetes/wadi.yaml")).isNotEmptyFile();
        assertThat(wadi.resolve("packaging/kamelets")).isDirectoryContaining("glob:**/*.kamelet.yaml");
    }

    /** Its libraries are on the class path of one command. */
    private static void thePackageHasTheClientOfKubernetes(Path wadi) throws Exception {
        ProcessBuilder pods = command(wadi, List.of("./wadi", "pods", "--once", "--out", "networks.csv"));
        pods.environment().put("KUBERNETES_MASTER", "http://127.0.0.1:1/");
        Said said = Distribution.say(pods);
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.text()).contains("The Kubernetes API at http://127.0.0.1:1/ does not answer");
    }

    @Test
    void theDebianPackageHasItsFilesInTheirPlaces() throws Exception {
        assumeTrue(Distribution.isCommand("dpkg-deb"), "there is no dpkg-deb here");
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

    /** What makes the bytes of two builds differ; {@code SameBytesIT} builds twice. */
    @Test
    void allIsOfTheTimeOfTheReleaseAndOfNobody() throws Exception {
        use(built, "sha256sum", "--check", "SHA256SUMS");
        String tarball = only(built, "wadi-*.tar.gz").toString();
        assertThat(use(built, "env", "TZ=UTC", "tar", "--list", "--verbose", "--numeric-owner", "--file", tarball)
                        .text()
                        .lines())
                .hasSizeGreaterThan(100)
                .allMatch(line -> line.matches("\\S+ +0/0 .* 2026-11-01 00:00 .*"));
    }
}
