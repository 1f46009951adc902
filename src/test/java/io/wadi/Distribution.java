package io.wadi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.stream.Stream;

/** Builds the packages of {@code ./wadi dist} from a copy of the sources. */
final class Distribution {

    private static final Set<String> NOT_SOURCES = Set.of("target", "node_modules", ".git", "data", "lib");

    private Distribution() {}

    /** The exit status of a command, and all that it said. */
    record Said(int status, String text) {}

    static boolean isCommand(String name) {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(at -> Files.isExecutable(Path.of(at, name)));
    }

    /** Copies the sources to a folder that is not there yet, builds there, and returns the folder of the packages. */
    static Path build(Path copy) throws Exception {
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

    static Said say(ProcessBuilder builder) throws Exception {
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }
}
