package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.pcap.TestCaptures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Short commands load no library that they do not need, because that takes most of their time. */
class QuickStartTest {

    private static final List<String> HEAVY = List.of(
            "org.apache.camel.impl.",
            "org.apache.camel.catalog.",
            "org.apache.logging.",
            "org.apache.kafka.clients.",
            "com.fasterxml.jackson.databind.ObjectMapper",
            "com.sun.jna.",
            "org.postgresql.",
            "javax.crypto.Cipher");

    @TempDir
    private Path folder;

    private List<String> heavyClasses(String... arguments) throws Exception {
        return loadedClasses(arguments).stream()
                .filter(line -> HEAVY.stream().anyMatch(line::startsWith))
                .toList();
    }

    private List<String> loadedClasses(String... arguments) throws Exception {
        Path log = folder.resolve("classes");
        CommandLineRun run =
                new ChildJvm(folder).run(List.of("-Xlog:class+load:file=" + log + ":none"), null, arguments);
        assertThat(run.status()).as(run.err()).isZero();
        List<String> loaded = Files.readAllLines(log);
        assertThat(loaded).anyMatch(line -> line.startsWith("io.wadi.cli.WadiCommand "));
        return loaded;
    }

    @Test
    void theVersion() throws Exception {
        assertThat(heavyClasses("--version")).isEmpty();
    }

    @Test
    void decodingACapture() throws Exception {
        Path capture = TestCaptures.write(folder.resolve("a.pcap"));
        assertThat(heavyClasses("decode", capture.toString())).isEmpty();
    }

    /** The beans of the lake are created with those of the other stores, but its libraries are not used. */
    @Test
    void noLibraryOfTheLakeUntilItIsUsed() throws Exception {
        Path route = Path.of("src/main/resources/routes/store-lake.camel.yaml");
        assertThat(loadedClasses("check", route.toString()))
                .anyMatch(line -> line.startsWith("io.wadi.lake.LakeStore "))
                .noneMatch(line -> line.startsWith("org.apache.iceberg.") || line.startsWith("org.apache.parquet."));
    }
}
