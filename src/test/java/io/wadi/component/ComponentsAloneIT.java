package io.wadi.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Builds {@code packaging/camel-pcap} and {@code packaging/camel-netflow} as their users do. That build compiles each
 * component against its own dependencies only, and runs an application of Camel Main with it.
 */
class ComponentsAloneIT {

    private static final Path POM = Path.of("packaging", "pom.xml").toAbsolutePath();
    private static final String COMPONENTS = "META-INF/services/org/apache/camel/component.properties";
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

    private static JarFile jar(String component) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(component))) {
            return new JarFile(files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow()
                    .toFile());
        }
    }

    private static List<String> entries(String component) throws IOException {
        try (JarFile jar = jar(component)) {
            return jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .toList();
        }
    }

    @Test
    void theJarOfPcapHasTheComponentItsCatalogEntryAndNoSettings() throws IOException {
        assertThat(entries("camel-pcap"))
                .contains("io/wadi/pcap/PcapComponent.class", "io/wadi/packet/Packet.class")
                .containsAll(registrations("pcap"))
                .allSatisfy(name -> assertThat(name)
                        .matches("META-INF/.*|io/wadi/(pcap|packet|net|metrics|failure|component)/.*\\.class"))
                .noneSatisfy(name -> assertThat(name).contains("netflow"));
    }

    /** What both use is in the jar of pcap alone, so that an application can have both. */
    @Test
    void theJarOfNetflowHasTheComponentItsCatalogEntryAndNoSettings() throws IOException {
        assertThat(entries("camel-netflow"))
                .contains("io/wadi/netflow/NetflowComponent.class", "io/wadi/netflow/ExportedFlow.class")
                .containsAll(registrations("netflow"))
                .contains("io/wadi/netflow/information-elements.tsv")
                .allSatisfy(name -> assertThat(name).matches("META-INF/.*|io/wadi/netflow/[^/]*\\.(class|tsv)"))
                .noneSatisfy(name -> assertThat(name).contains("pcap"));
    }

    private static List<String> registrations(String scheme) {
        return List.of(
                "META-INF/LICENSE",
                "META-INF/io/wadi/%1$s/%1$s.json".formatted(scheme),
                "META-INF/services/org/apache/camel/component/" + scheme,
                "META-INF/services/org/apache/camel/configurer/" + scheme + "-endpoint",
                "META-INF/services/org/apache/camel/urifactory/" + scheme + "-endpoint");
    }

    /** As the components of Camel, so that its tools find them. */
    @ParameterizedTest
    @ValueSource(strings = {"pcap", "netflow"})
    void theJarSaysWhichComponentItHas(String scheme) throws IOException {
        Properties said = new Properties();
        try (JarFile jar = jar("camel-" + scheme);
                InputStream in = jar.getInputStream(jar.getEntry(COMPONENTS))) {
            said.load(in);
        }
        assertThat(said)
                .containsEntry("components", scheme)
                .containsEntry("groupId", "io.wadi")
                .containsEntry("artifactId", "camel-" + scheme)
                .containsEntry("version", "0.1.0")
                .hasSize(6)
                .allSatisfy(
                        (name, value) -> assertThat((String) value).isNotBlank().doesNotContain("${"));
    }

    /** So that they behave as in Wadi. */
    @Test
    void theyNeedFewLibrariesAndTheSameVersionsAsWadi() throws IOException {
        Set<String> needed = jars(Files.readString(folder.resolve("camel-pcap/classpath.txt")));
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
        Set<String> more = jars(Files.readString(folder.resolve("camel-netflow/classpath.txt")));
        more.removeAll(needed);
        assertThat(more).singleElement().asString().startsWith("camel-pcap-");
    }

    private static Set<String> jars(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator))
                .map(entry -> Path.of(entry.strip()).getFileName().toString())
                .filter(name -> name.endsWith(".jar"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
