package io.wadi.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks files as a deployment of their folder finds them: a file may use a route configuration of any other one that is
 * right itself.
 */
public final class FolderCheck {

    private static final Logger LOG = LoggerFactory.getLogger(FolderCheck.class);

    private final RouteFileCheck check;

    /** Creates a check of folders that checks each file with another check. */
    public FolderCheck(RouteFileCheck check) {
        this.check = check;
    }

    /**
     * Checks files that are deployed together.
     *
     * @param files in the order in which they are deployed; the later one of two with the same name is wrong
     * @return the results in the same order
     */
    public List<CheckedFile> together(List<RouteFile> files) {
        Map<Path, CheckedFile> results = new LinkedHashMap<>();
        Set<String> known;
        do {
            known = configurations(results.values());
            List<Names> earlier = new ArrayList<>();
            for (RouteFile file : files) {
                CheckedFile before = results.get(file.path());
                if (before == null || lacks(before)) {
                    results.put(file.path(), check.check(file, with(earlier, known, before)));
                }
                earlier.add(results.get(file.path()).names());
            }
        } while (!known.containsAll(configurations(results.values())));
        return List.copyOf(results.values());
    }

    /** Checks a file alone: others may have the same names, because it is not said that they are deployed together. */
    public CheckedFile alone(RouteFile file) {
        CheckedFile result = check.check(file, List.of());
        if (!lacks(result)) {
            return result;
        }
        List<CheckedFile> siblings = together(readable(Siblings.paths(file.path())));
        return check.check(file, with(List.of(), configurations(siblings), result));
    }

    /** Those files that can be read; the check of the others reports why not. */
    static List<RouteFile> readable(Collection<Path> paths) {
        List<RouteFile> files = new ArrayList<>();
        for (Path path : paths) {
            try {
                files.add(RouteFile.read(path));
            } catch (IOException e) {
                LOG.debug("{} cannot be read yet", path, e);
            }
        }
        return files;
    }

    private static boolean lacks(CheckedFile result) {
        return !result.findings().isEmpty() && !result.names().policies().isEmpty();
    }

    private static Set<String> configurations(Collection<CheckedFile> results) {
        Set<String> right = new HashSet<>();
        results.stream()
                .filter(result -> result.findings().isEmpty())
                .forEach(result -> right.addAll(result.names().configurations()));
        return right;
    }

    private static List<Names> with(List<Names> earlier, Set<String> configurations, CheckedFile before) {
        Set<String> others = new HashSet<>(configurations);
        if (before != null) {
            others.removeAll(before.names().configurations());
        }
        List<Names> all = new ArrayList<>(earlier);
        all.add(Names.ofConfigurations(others));
        return all;
    }
}
