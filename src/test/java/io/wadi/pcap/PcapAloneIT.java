package io.wadi.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Builds {@code packaging/camel-pcap} as its users do. That build compiles the component against its own dependencies
 * only, and runs an application of Camel Main with it.
 */
class PcapAloneIT {

    private static final Path POM =
            Path.of("packaging", "camel-pcap", "pom.xml").toAbsolutePath();
    private static final long MINUTES = 10;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void build() throws Exception {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(each -> Files.isExecutable(Path.of(each, "mvn"))),
                "mvn is not on the PATH");
        Path log = folder.resolve("build.log");
        Process maven = new ProcessBuilder(
                        "mvn", "-o", "-B", "-q", "-f", POM.toString(), "-Dbuild.folder=" + folder, "package")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(maven.waitFor(MINUTES, TimeUnit.MINUTES))
                    .as("the build ends")
                    .isTrue();
        } finally {
            maven.destroyForcibly();
        }
        assertThat(maven.exitValue()).as(Files.readString(log)).isZero();
    }

    private static List<String> entries() throws IOException {
        try (Stream<Path> files = Files.list(folder);
                JarFile jar = new JarFile(files.filter(file -> file.toString().endsWith(".jar"))
                        .findFirst()
                        .orElseThrow()
                        .toFile())) {
            return jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .toList();
        }
    }

    @Test
    void itsJarHasTheComponentItsCatalogEntryAndNoSettings() throws IOException {
        assertThat(entries())
                .contains(
                        "io/wadi/pcap/PcapComponent.class",
                        "io/wadi/packet/Packet.class",
                        "META-INF/LICENSE",
                        "META-INF/io/wadi/pcap/pcap.json",
                        "META-INF/services/org/apache/camel/component/pcap",
                        "META-INF/services/org/apache/camel/configurer/pcap-endpoint",
                        "META-INF/services/org/apache/camel/urifactory/pcap-endpoint")
                .allSatisfy(name -> assertThat(name)
                        .matches("META-INF/.*|io/wadi/(pcap|packet|net|metrics|failure|component)/.*\\.class"))
                .noneSatisfy(name -> assertThat(name).contains("netflow"));
    }

    /** So that it behaves as in Wadi. */
    @Test
    void itNeedsFewLibrariesAndTheSameVersionsAsWadi() throws IOException {
        Set<String> needed = jars(Files.readString(folder.resolve("classpath.txt")));
        assertThat(needed.stream()
                        .filter(jar -> !jar.startsWith("camel-"))
                        .map(jar -> jar.replaceFirst("-[0-9].*", "")))
                .containsExactlyInAnyOrder(
                        "commons-codec",
                        "commons-compress",
                        "commons-io",
                        "commons-lang3",
                        "jakarta.activation-api",
                        "jakarta.xml.bind-api",
                        "jna",
                        "pcap4j-core",
                        "slf4j-api",
                        "zstd-jni");
        assertThat(jars(System.getProperty("java.class.path"))).containsAll(needed);
    }

    private static Set<String> jars(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator))
                .map(entry -> Path.of(entry.strip()).getFileName().toString())
                .filter(name -> name.endsWith(".jar"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
