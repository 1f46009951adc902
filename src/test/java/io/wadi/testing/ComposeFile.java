package io.wadi.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The services of the shipped compose files, as {@code docker compose -f … -f …} would start them. */
public final class ComposeFile {

    private static final String MERGE = "<<";
    private static final String KAFKA = "KAFKA_";

    private final List<Map<String, Object>> files = new ArrayList<>();

    /** Reads the files; services of later ones add to those of earlier ones. */
    public ComposeFile(String... names) throws IOException {
        for (String name : names) {
            Object yaml = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(Path.of(name)));
            files.add(map(map(yaml).get("services")));
        }
    }

    /** The three Kafka nodes, and Wadi beside them. */
    public static ComposeFile cluster() throws IOException {
        return new ComposeFile("docker-compose.yml", "docker-compose.cluster.yml");
    }

    /** A mapping with what YAML's merge keys add to it. */
    private static Map<String, Object> map(Object yaml) {
        Map<String, Object> all = new TreeMap<>();
        if (yaml instanceof Map<?, ?> own) {
            Object merged = own.get(MERGE);
            (merged instanceof List<?> several ? several : merged == null ? List.of() : List.of(merged))
                    .forEach(each -> all.putAll(map(each)));
            own.forEach((key, value) -> all.put(key.toString(), value));
            all.remove(MERGE);
        }
        return all;
    }

    /** The names of the services that run this image. */
    public List<String> services(String image) {
        return files.stream()
                .flatMap(file -> file.keySet().stream())
                .distinct()
                .filter(service -> files.stream()
                        .map(file -> map(file.get(service)).get("image"))
                        .anyMatch(name -> name != null && name.toString().startsWith(image + ":")))
                .toList();
    }

    /** The environment of a service. */
    public Map<String, String> environment(String service) {
        Map<String, String> environment = new TreeMap<>();
        files.forEach(file -> map(map(file.get(service)).get("environment"))
                .forEach((name, value) -> environment.put(name, value.toString())));
        return environment;
    }

    /** The settings of a Kafka node, by the names that Kafka has for them. */
    public Map<String, String> kafka(String service) {
        return environment(service).entrySet().stream()
                .filter(entry ->
                        entry.getKey().startsWith(KAFKA) && !entry.getKey().equals("KAFKA_HEAP_OPTS"))
                .collect(Collectors.toMap(
                        entry -> entry.getKey()
                                .substring(KAFKA.length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.'),
                        Map.Entry::getValue));
    }
}
