package io.wadi.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every example passes the check. If its component does not ship with Wadi, everything but that component's options is
 * checked.
 */
class SinkExamplesTest {

    private static final Path EXAMPLES = Path.of("routes.d/examples");
    private static final RouteFileCheck CHECK = new RouteFileCheck(DeployTests.expected());

    private static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            return files.filter(Files::isRegularFile)
                    .filter(RouteFile::isRouteFile)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void passesTheCheck(Path example) throws IOException {
        CheckedFile checked = CHECK.check(RouteFile.read(example), List.of());
        assertThat(checked.findings())
                .extracting(RouteProblem::reason)
                .allMatch(reason -> reason.contains("download it with ./wadi add ")
                        || reason.startsWith("there is no variable of the environment "));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isShortAndHasAGroupOfItsOwnAndAReadme(Path example) throws IOException {
        CheckedFile checked = CHECK.check(RouteFile.read(example), List.of());
        String id = checked.names().routes().iterator().next();
        List<String> lines = Files.readAllLines(example);
        assertThat(id)
                .containsPattern("^(sink|alert)-")
                .isEqualTo(example.getFileName().toString().replace(RouteFile.SUFFIX, ""));
        assertThat(lines).hasSizeLessThan(60).contains("        groupId: " + id);
        assertThat(lines).anyMatch(line -> line.startsWith("    description: "));
        assertThat(example.resolveSibling("README.md")).exists();
    }

    @Test
    void noneIsActive() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("routes.d"))) {
            assertThat(files.filter(Files::isRegularFile).filter(RouteFile::isRouteFile))
                    .isEmpty();
        }
    }

    @Test
    void clashWithNoOther() throws IOException {
        assertThat(examples().stream()
                        .map(Path::getFileName)
                        .map(Path::toString)
                        .distinct()
                        .count())
                .isEqualTo(examples().size());
    }
}
