package io.wadi.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The other route files of a file's folder, which are deployed together with it. Their own checks report those that cannot be read. */
final class Siblings {

    private Siblings() {}

    static List<YamlOutline> of(Path file) {
        return paths(file).stream().flatMap(other -> read(other).stream()).toList();
    }

    static List<Path> paths(Path file) {
        try (Stream<Path> files = Files.list(file.toAbsolutePath().getParent())) {
            return files.filter(other ->
                            RouteFile.isRouteFile(other) && !other.getFileName().equals(file.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    private static Optional<YamlOutline> read(Path file) {
        try {
            return Optional.of(new OutlineReader().read(RouteFile.read(file)));
        } catch (IOException | YamlEngineException | MisplacedException e) {
            return Optional.empty();
        }
    }
}
