package io.wadi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every package of Wadi says in its {@code package-info.java} what it is for. */
class PackageInfoTest {

    private static final Pattern SENTENCE = Pattern.compile("^/\\*\\*\\s[\\s*]*\\S.*\\*/\\s*package ", Pattern.DOTALL);

    /** The packages without such a sentence. */
    private static List<Path> silent(Path sources) throws IOException {
        try (Stream<Path> folders = Files.walk(sources)) {
            return folders.filter(Files::isDirectory)
                    .filter(PackageInfoTest::hasClasses)
                    .filter(folder -> !speaks(folder.resolve("package-info.java")))
                    .map(sources::relativize)
                    .toList();
        }
    }

    private static boolean hasClasses(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean speaks(Path file) {
        try {
            return Files.exists(file)
                    && SENTENCE.matcher(Files.readString(file)).find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        assertThat(silent(Path.of("src/main/java/io"))).isEmpty();
    }

    @Test
    void aPackageThatSaysNothingIsFound(@TempDir Path sources) throws IOException {
        for (String name : List.of("spoken", "without", "bare", "empty", "folders/below")) {
            Files.createDirectories(sources.resolve(name));
        }
        Files.writeString(sources.resolve("spoken/package-info.java"), "/** Speaks. */\npackage spoken;\n");
        Files.writeString(sources.resolve("without/Here.java"), "package without;\n");
        Files.writeString(sources.resolve("bare/package-info.java"), "package bare;\n");
        Files.writeString(sources.resolve("empty/package-info.java"), "/** */\npackage empty;\n");
        Files.writeString(sources.resolve("folders/below/Here.java"), "package folders.below;\n");
        assertThat(silent(sources))
                .extracting(Path::toString)
                .containsExactlyInAnyOrder("without", "bare", "empty", "folders/below");
    }
}
