package io.wadi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wadi.sample.SampleCapture;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** The launcher with a real JVM and its archive of classes, in a project of its own that counts as built. */
class ClassArchiveIT {

    private static final Path HERE = Path.of("").toAbsolutePath();
    private static final Pattern FROM_ARCHIVE =
            Pattern.compile("(org\\.apache|org\\.slf4j|com\\.fasterxml)\\S+ source: shared objects file");

    @TempDir
    private Path folder;

    private Path project;
    private Path target;
    private Path capture;

    /**
     * What a start printed.
     *
     * @param shared number of the libraries' classes that came from the archive
     */
    private record Said(int status, String out, String err, long shared) {}

    @BeforeEach
    void makeProject() throws IOException {
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
    }

    @Test
    void classesComeFromTheArchiveAndADamagedOneIsIgnoredWithoutAWord() throws Exception {
        Said decoded = decodeWithArchive();
        Path archive = archive();
        byte[] whole = Files.readAllBytes(archive);
        byte[] noise = new byte[whole.length];
        new Random(1).nextBytes(noise);
        for (byte[] damaged : List.of(new byte[0], Arrays.copyOf(whole, whole.length / 2), noise)) {
            Files.delete(archive);
            Files.write(archive, damaged);
            assertDecodesWithoutArchive(decoded);
        }
    }

    @Test
    void anArchiveOfOtherLibrariesIsIgnoredWithoutAWord() throws Exception {
        Said decoded = decodeWithArchive();
        Path classPath = target.resolve("classpath.txt");
        String jars = Files.readString(classPath).strip();
        Path copy = folder.resolve("copy.jar");
        Files.copy(Path.of(jars.split(":")[0]), copy);
        Files.writeString(classPath, copy + jars.substring(jars.indexOf(':')));
        assertDecodesWithoutArchive(decoded);
    }

    private Said decodeWithArchive() throws Exception {
        assertThat(start("ingest", folder.resolve("none.pcap").toString()).err())
                .startsWith("wadi: preparing the libraries for faster starts");
        Said decoded = decode();
        assertThat(decoded.status()).as(decoded.err()).isZero();
        assertThat(decoded.out()).contains("\"protocol\"");
        assertThat(decoded.shared()).isPositive();
        return decoded;
    }

    private void assertDecodesWithoutArchive(Said expected) throws Exception {
        assertThat(decode()).isEqualTo(new Said(expected.status(), expected.out(), expected.err(), 0));
    }

    private Path archive() throws IOException {
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.toString().endsWith(".jsa"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Said decode() throws Exception {
        return start("decode", capture.toString());
    }

    private Said start(String... arguments) throws Exception {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Path classes = folder.resolve("classes.log");
        List<String> command = new ArrayList<>(List.of(project.resolve("wadi").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("WADI_NO_BUILD");
        builder.environment().put("WADI_NO_INSTALL", "1");
        builder.environment().put("WADI_JAVA_OPTS", "-Xlog:class+load:file=" + classes);
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        int status = builder.start().waitFor();
        long shared = FROM_ARCHIVE.matcher(Files.readString(classes)).results().count();
        return new Said(status, Files.readString(out), Files.readString(err), shared);
    }
}
