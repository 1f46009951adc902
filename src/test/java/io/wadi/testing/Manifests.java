package io.wadi.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Manifests of Kubernetes, as a chart makes them. */
public final class Manifests {

    private final List<Map<?, ?>> objects = new ArrayList<>();

    private Manifests(String yaml) {
        for (Object object : new Load(LoadSettings.builder().build()).loadAllFromString(yaml)) {
            if (object instanceof Map<?, ?> map) {
                objects.add(map);
            }
        }
    }

    public static Manifests read(Path file) {
        try {
            return new Manifests(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kind and name of each. */
    public List<String> names() {
        return objects.stream()
                .map(object -> object.get("kind") + " " + value(object, "metadata", "name"))
                .toList();
    }

    /** Those that make pods. */
    public List<Pod> pods() {
        return objects.stream()
                .filter(object -> value(object, "spec", "template") != null)
                .map(object -> new Pod(
                        (String) value(object, "metadata", "name"), map(value(object, "spec", "template", "spec"))))
                .toList();
    }

    /** A pod of one container. */
    public record Pod(String name, Map<String, Object> spec) {

        private Map<String, Object> container() {
            return map(((List<?>) spec.get("containers")).get(0));
        }

        private Stream<Map<String, Object>> variables() {
            return ((List<?>) container().get("env")).stream().map(Manifests::map);
        }

        /** The variables with a value. */
        public Map<String, String> environment() {
            return variables()
                    .filter(variable -> variable.containsKey("value"))
                    .collect(Collectors.toMap(
                            variable -> (String) variable.get("name"), variable -> (String) variable.get("value")));
        }

        /** The variables with a value from a secret. */
        public Set<String> secrets() {
            return variables()
                    .filter(variable -> value(variable, "valueFrom", "secretKeyRef", "key") != null)
                    .map(variable -> (String) variable.get("name"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        /** Security context of the container. */
        public Map<String, Object> security() {
            return map(container().get("securityContext"));
        }

        /** What startup, liveness and readiness probes run. */
        public List<String> healthCommands() {
            return Stream.of("startupProbe", "livenessProbe", "readinessProbe")
                    .map(probe -> (List<?>) value(container(), probe, "exec", "command"))
                    .map(words -> words.stream().map(String::valueOf).collect(Collectors.joining(" ")))
                    .toList();
        }
    }

    private static Object value(Map<?, ?> from, String... path) {
        Object value = from;
        for (String name : path) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return value;
    }

    private static Map<String, Object> map(Object yaml) {
        Map<String, Object> map = new TreeMap<>();
        ((Map<?, ?>) yaml).forEach((key, value) -> map.put(key.toString(), value));
        return map;
    }
}
