package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks the page's TypeScript (compiler, linter, unit tests) and builds it in a copy. The committed bundle in {@code
 * src/main/resources} must equal the result.
 */
class PageBundleIT {

    private static final Path MAIN = Path.of("src", "main");

    @TempDir
    private Path copy;

    private void copy(String folder) throws IOException {
        for (Path file : files(MAIN.resolve(folder)).values()) {
            Path target = copy.resolve(MAIN.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        }
    }

    /** Asked within the test, so that the report of a skipped one says why. */
    private static void requireInstalled(Npm.Output installed) {
        if (!Boolean.parseBoolean(System.getenv("CI"))) {
            assumeTrue(installed.succeeded(), () -> "skipped: the page is not rebuilt: " + installed.text());
        }
        assertThat(installed.succeeded()).as(installed.text()).isTrue();
    }

    /** The files below a folder, by their paths in it, without what npm or the build puts there. */
    private static Map<String, Path> files(Path folder) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile)
                    .forEach(file -> files.put(folder.relativize(file).toString(), file));
        }
        files.keySet().removeIf(name -> name.startsWith("node_modules") || name.startsWith("generated"));
        return files;
    }

    @Test
    void thePageIsCheckedAndItsBundleIsWhatItsSourcesGive() throws Exception {
        copy("web");
        copy("resources/api");
        Npm npm = new Npm(copy.resolve("web"));
        requireInstalled(npm.install());
        Npm.Output verified = npm.script("verify");
        assertThat(verified.succeeded()).as(verified.text()).isTrue();
        for (String folder : new String[] {"resources/io/wadi/pages", "resources/report"}) {
            Map<String, Path> committed = files(MAIN.resolve(folder));
            Map<String, Path> built = files(copy.resolve(folder));
            assertThat(built.keySet()).isEqualTo(committed.keySet());
            for (Map.Entry<String, Path> file : built.entrySet()) {
                assertThat(Files.mismatch(file.getValue(), committed.get(file.getKey())))
                        .as(
                                "src/main/%s/%s is not what src/main/web builds: run npm ci && npm run build there, and"
                                        + " commit what changes",
                                folder, file.getKey())
                        .isEqualTo(-1);
            }
        }
    }
}
