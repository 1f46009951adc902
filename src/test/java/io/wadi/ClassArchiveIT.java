package io.wadi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wadi.pipeline.TestServers;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** The launcher with a real JVM and its archive of classes, in a project of its own that counts as built. */
class ClassArchiveIT {

    private static final Path HERE = Path.of("").toAbsolutePath();
    private static final Pattern FROM_ARCHIVE =
            Pattern.compile("(org\\.apache|org\\.slf4j|com\\.fasterxml)\\S+ source: shared objects file");

    private static final Pattern OF_LATER_JAVA = Pattern.compile("META-INF/versions/\\d+/(.+)\\.class");

    @TempDir
    private static Path folder;

    private static Path project;
    private static Path target;
    private static Path capture;

    /** What decoding says with the archive. */
    private static Said decoded;

    private static Path archive;

    /**
     * What a start printed.
     *
     * @param shared number of the libraries' classes that came from the archive
     */
    private record Said(int status, String out, String err, long shared) {}

    @BeforeAll
    static void makeArchive() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash here");
        project = folder.resolve("a project");
        target = Files.createDirectories(project.resolve("target"));
        Files.copy(HERE.resolve("wadi"), project.resolve("wadi"));
        Path list = Path.of("packaging/classes.lst");
        Files.createDirectory(project.resolve("packaging"));
        Files.copy(HERE.resolve(list), project.resolve(list));
        Files.createDirectory(project.resolve("sql"));
        Files.createFile(project.resolve("pom.xml"));
        Files.createDirectories(project.resolve("src/main"));
        FileSystemUtils.copyRecursively(HERE.resolve("target/classes"), target.resolve("classes"));
        Files.copy(HERE.resolve("target/classpath.txt"), target.resolve("classpath.txt"));
        Files.createFile(target.resolve(".wadi-built"));
        capture = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(capture)) {
            new SampleCapture(70, SampleCapture.DEFAULT_SEED, SampleCapture.DEFAULT_START).write(out);
        }
        assertThat(start("ingest", folder.resolve("none.pcap").toString()).err())
                .startsWith("wadi: preparing the libraries for faster starts");
        archive = archive();
        decoded = decode();
    }

    @Test
    void classesComeFromTheArchive() {
        assertThat(decoded.status()).as(decoded.err()).isZero();
        assertThat(decoded.out()).contains("\"protocol\"");
        assertThat(decoded.shared()).isPositive();
    }

    @Test
    void aDamagedArchiveIsIgnoredWithoutAWord() throws Exception {
        byte[] whole = Files.readAllBytes(archive);
        byte[] noise = new byte[whole.length];
        new Random(1).nextBytes(noise);
        for (byte[] damaged : List.of(new byte[0], Arrays.copyOf(whole, whole.length / 2), noise)) {
            replaceArchive(damaged);
            assertDecodesWithoutArchive();
        }
        replaceArchive(whole);
    }

    /** A new file: a JVM may still have the old one mapped. */
    private static void replaceArchive(byte[] bytes) throws IOException {
        Files.delete(archive);
        Files.write(archive, bytes);
    }

    @Test
    void anArchiveOfOtherLibrariesIsIgnoredWithoutAWord() throws Exception {
        Path classPath = target.resolve("classpath.txt");
        String jars = Files.readString(classPath).strip();
        Path copy = folder.resolve("copy.jar");
        Files.copy(Path.of(jars.split(":")[0]), copy);
        Files.writeString(classPath, copy + jars.substring(jars.indexOf(':')));
        try {
            assertDecodesWithoutArchive();
        } finally {
            Files.writeString(classPath, jars);
        }
    }

    /** Java 17 looks for the bytes of such a class at its usual place in the jar and crashes if there are none. */
    @Test
    void noListedClassHasAVersionForLaterJava() throws Exception {
        Set<String> versions = new HashSet<>();
        for (String jar :
                Files.readString(target.resolve("classpath.txt")).strip().split(":")) {
            try (JarFile file = new JarFile(jar)) {
                file.stream()
                        .map(entry -> OF_LATER_JAVA.matcher(entry.getName()))
                        .filter(Matcher::matches)
                        .forEach(name -> versions.add(name.group(1)));
            }
        }
        assertThat(versions).isNotEmpty();
        assertThat(Files.readAllLines(project.resolve("packaging/classes.lst"))).doesNotContainAnyElementsOf(versions);
    }

    /** Like an agent, a recording asks for the bytes of each class, those of the archive too. */
    @Test
    void aRecordingDoesNotCrashIt() throws Exception {
        Settings servers = TestServers.withTables();
        List<String> report = new ArrayList<>(List.of("report", "--last=1h", "--out=" + folder.resolve("report.html")));
        for (String name : List.of("wadi.database.url", "wadi.database.user")) {
            report.addAll(List.of("--set", name + "=" + servers.properties().getProperty(name)));
        }
        Said said = start("-XX:StartFlightRecording=filename=" + folder.resolve("all.jfr"), report);
        assertThat(said.err()).as(said.out()).contains("nothing is stored yet");
        assertThat(folder.resolve("classes.log")).content().contains("org.postgresql.jdbc.PgConnection source: shared");
    }

    private static void assertDecodesWithoutArchive() throws Exception {
        assertThat(decode()).isEqualTo(new Said(decoded.status(), decoded.out(), decoded.err(), 0));
    }

    private static Path archive() throws IOException {
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.toString().endsWith(".jsa"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Said decode() throws Exception {
        return start("decode", capture.toString());
    }

    private static Said start(String... arguments) throws Exception {
        return start("", List.of(arguments));
    }

    private static Said start(String option, List<String> arguments) throws Exception {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Path classes = folder.resolve("classes.log");
        List<String> command = new ArrayList<>(List.of(project.resolve("wadi").toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("WADI_NO_BUILD");
        builder.environment().put("WADI_NO_INSTALL", "1");
        builder.environment().put("WADI_JAVA_OPTS", "-Xlog:class+load:file=" + classes + " " + option);
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        int status = builder.start().waitFor();
        long shared = FROM_ARCHIVE.matcher(Files.readString(classes)).results().count();
        return new Said(status, Files.readString(out), Files.readString(err), shared);
    }
}
