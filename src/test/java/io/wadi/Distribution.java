package io.wadi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** Builds the packages of {@code ./wadi dist} from a copy of the sources. */
final class Distribution {

    /** Tests are no part of a package, and so is nothing that a build or a run leaves behind. */
    private static final Set<String> NOT_SOURCES = Set.of("target", "node_modules", ".git", "data", "lib", "test");

    private static final Path HERE = Path.of("").toAbsolutePath();
    private static final String LAST_BUILT = "SHA256SUMS";

    private Distribution() {}

    /** The exit status of a command, and all that it said. */
    record Said(int status, String text) {}

    static boolean isCommand(String name) {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(at -> Files.isExecutable(Path.of(at, name)));
    }

    /**
     * The folder of the packages of these sources. All tests share it, in whichever process they run: the first one builds, and
     * others wait. A later run builds again if a source or the Java has changed.
     */
    static Path shared() throws Exception {
        Path releases = Files.createDirectories(HERE.resolve("target/release"));
        try (FileChannel channel = FileChannel.open(releases.resolve("lock"), CREATE, WRITE);
                FileLock lock = channel.lock()) {
            Path sources = releases.resolve("the sources " + fingerprint());
            Path built = sources.resolve("target/dist");
            if (!Files.exists(built.resolve(LAST_BUILT))) {
                removeOthers(releases);
                build(sources);
            }
            return built;
        }
    }

    private static void removeOthers(Path releases) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(releases, Files::isDirectory)) {
            for (Path folder : folders) {
                FileSystemUtils.deleteRecursively(folder);
            }
        }
    }

    private static String fingerprint() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(Runtime.version().toString().getBytes(UTF_8));
        for (Path file : sources(HERE)) {
            digest.update(HERE.relativize(file).toString().getBytes(UTF_8));
            digest.update(Files.readAllBytes(file));
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    /** Copies the sources to a folder that is not there yet, builds there, and returns the folder of the packages. */
    static Path build(Path copy) throws Exception {
        for (Path file : sources(HERE)) {
            Path target = copy.resolve(HERE.relativize(file));
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        }
        ProcessBuilder builder = new ProcessBuilder("./wadi", "dist").directory(copy.toFile());
        builder.environment().put("WADI_JAVA_HOME", System.getProperty("java.home"));
        Said said = say(builder);
        assertThat(said.status()).as(said.text()).isZero();
        return copy.resolve("target/dist");
    }

    private static List<Path> sources(Path from) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return NOT_SOURCES.contains(directory.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                found.add(file);
                return FileVisitResult.CONTINUE;
            }
        });
        Collections.sort(found);
        return found;
    }

    static Said say(ProcessBuilder builder) throws Exception {
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Said(process.waitFor(), text);
    }
}
