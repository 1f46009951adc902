package io.wadi.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Files that changed together and exchanged what only one file can define, so that each is in the way of another one. */
final class SwappedFiles {

    private SwappedFiles() {}

    /**
     * The names in files as they are now, without those that have none, because they are no route files.
     *
     * @param placeholders resolves settings
     */
    static Map<Path, Names> read(Collection<Path> files, UnaryOperator<String> placeholders) {
        Map<Path, Names> names = new HashMap<>();
        for (Path path : files) {
            try {
                RouteFile file = RouteFile.read(path);
                names.put(
                        path,
                        Names.of(file.name(), new OutlineReader().read(file).resolved(placeholders)));
            } catch (IOException | YamlEngineException | MisplacedException e) {
                names.remove(path);
            }
        }
        return names;
    }

    /**
     * Finds them.
     *
     * @param deployed names of the deployed version of each changed file
     * @param written names of the new version of the same files
     * @return the names of the new versions of those that can only be deployed together
     */
    static Map<Path, Names> among(Map<Path, Names> deployed, Map<Path, Names> written) {
        Map<Path, Names> swapped = new HashMap<>(written);
        swapped.keySet().retainAll(deployed.keySet());
        boolean fewer = true;
        while (fewer) {
            Map<Path, Names> left = Map.copyOf(swapped);
            fewer = swapped.keySet()
                    .removeIf(file -> !meets(file, written.get(file), deployed, left)
                            || !meets(file, deployed.get(file), written, left));
        }
        return swapped;
    }

    /** Whether another file of those left defines one of these names. */
    private static boolean meets(Path file, Names names, Map<Path, Names> versions, Map<Path, Names> left) {
        return left.keySet().stream().anyMatch(other -> !other.equals(file) && names.collidesWith(versions.get(other)));
    }
}
