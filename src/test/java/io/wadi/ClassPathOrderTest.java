package io.wadi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The launcher puts the libraries before Wadi's classes, so that an archive of their classes fits. */
class ClassPathOrderTest {

    /** The index of a library that lists annotated classes, which each Camel jar has. */
    private static final String INDEX = "META-INF/jandex.idx";

    @Test
    void noLibraryHidesAClassOrResourceOfWadi() throws Exception {
        Path classes = Path.of(
                Wadi.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            List<String> hidden = files.filter(Files::isRegularFile)
                    .map(file -> classes.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !name.equals(INDEX))
                    .filter(ClassPathOrderTest::isInALibrary)
                    .toList();
            assertThat(hidden).isEmpty();
        }
    }

    private static boolean isInALibrary(String name) {
        try {
            return Collections.list(Wadi.class.getClassLoader().getResources(name)).stream()
                    .map(URL::getProtocol)
                    .anyMatch("jar"::equals);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
