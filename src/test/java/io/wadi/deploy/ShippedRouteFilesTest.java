package io.wadi.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.support.SimpleRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks the files in {@code routes/}, which users can copy to {@code routes.d} to replace them. */
class ShippedRouteFilesTest {

    private static final Path FOLDER = Path.of("src/main/resources/routes");
    private static final int FEWER_LINES_THAN = 60;

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    /** What a file finds in a process that runs every stage. */
    private static Surroundings everything() throws IOException {
        Surroundings expected = DeployTests.expected();
        List<String> all = files().stream()
                .map(file -> "classpath:routes/" + file.getFileName())
                .toList();
        return new Surroundings(
                expected.hasBean(),
                new SimpleRegistry(),
                expected.properties(),
                new ShippedRoutes(all, Set.of()),
                expected.lent());
    }

    private static Names names(Path file) throws IOException {
        return new RouteFileCheck(DeployTests.expected())
                .check(RouteFile.read(file), List.of())
                .names();
    }

    private static List<Path> filesOfRoutes() throws IOException {
        List<Path> some = new ArrayList<>();
        for (Path file : files()) {
            if (!names(file).routes().isEmpty()) {
                some.add(file);
            }
        }
        return some;
    }

    @ParameterizedTest
    @MethodSource("files")
    void isShort(Path file) throws IOException {
        assertThat(Files.readAllLines(file)).hasSizeLessThan(FEWER_LINES_THAN);
    }

    @ParameterizedTest
    @MethodSource("filesOfRoutes")
    void mayBeCopiedToReplaceItsRoutes(Path file) throws IOException {
        assertThat(new RouteFileCheck(everything())
                        .check(RouteFile.read(file), List.of())
                        .findings())
                .isEmpty();
    }

    @Test
    void theCheckOfConsumersKnowsWhatTheyConsume() throws IOException {
        List<String> consumed = new ArrayList<>();
        for (Path file : files()) {
            new OutlineReader()
                    .read(RouteFile.read(file)).endpoints().stream()
                            .filter(EndpointUse::isConsumer)
                            .map(use -> EndpointUse.path(use.uri().text()))
                            .filter(path -> path.matches("(direct|seda):.*"))
                            .forEach(consumed::add);
        }
        assertThat(consumed).containsExactlyInAnyOrderElementsOf(ConsumerCheck.SHIPPED);
    }

    /**
     * Camel stops the routes in the reverse order of their start. A consumer with several records in hand has, between
     * two of them, nothing in flight; if the target stops then, the next record waits for it until the stop is cut.
     */
    @Test
    void routesThatOthersSendToStopAfterThem() throws IOException {
        for (Path file : files()) {
            YamlOutline outline = new OutlineReader().read(RouteFile.read(file));
            boolean isTarget = outline.endpoints().stream()
                    .filter(EndpointUse::isConsumer)
                    .anyMatch(use -> ConsumerCheck.SHIPPED.contains(
                            EndpointUse.path(use.uri().text())));
            boolean isStartedFirst =
                    outline.keys().stream().anyMatch(key -> key.name().text().equals("startupOrder"));
            assertThat(isStartedFirst).as("%s has a startupOrder", file).isEqualTo(isTarget);
        }
    }

    /** What {@code ./wadi check} knows without a running Wadi. */
    @ParameterizedTest
    @MethodSource("filesOfRoutes")
    void passesTheCheckOfTheCommandLine(Path file) throws IOException {
        assertThat(new RouteFileCheck(DeployTests.expected())
                        .check(RouteFile.read(file), List.of())
                        .findings())
                .isEmpty();
    }
}
