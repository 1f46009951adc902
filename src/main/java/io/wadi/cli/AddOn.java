package io.wadi.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Libraries that {@code wadi add} brings although they are none of Camel's components. */
enum AddOn {
    DUCKDB("duckdb", "DuckDB, for ./wadi query", List.of(), "org.duckdb:duckdb_jdbc:duckdb"),

    /** Iceberg itself is on the class path, and so are its libraries. The HTTP client is that of the JDK. */
    S3(
            "s3",
            "S3, for the lake",
            List.of(
                    "org.apache.iceberg:*",
                    "software.amazon.awssdk:apache5-client",
                    "software.amazon.awssdk:apache-client",
                    "software.amazon.awssdk:netty-nio-client"),
            "org.apache.iceberg:iceberg-aws:iceberg",
            "software.amazon.awssdk:s3:awssdk",
            "software.amazon.awssdk:sts:awssdk",
            "software.amazon.awssdk:url-connection-client:awssdk");

    private final String label;
    private final String title;
    private final List<String> exclusions;
    private final List<String> artifacts;

    /**
     * An add-on.
     *
     * @param artifacts group, name, and the name of the version in {@link Build}; the first one stands for all
     */
    AddOn(String label, String title, List<String> exclusions, String... artifacts) {
        this.label = label;
        this.title = title;
        this.exclusions = exclusions;
        this.artifacts = List.of(artifacts);
    }

    /** The add-on with this name, or with this first artifact. */
    static Optional<AddOn> of(String name) {
        return Stream.of(values())
                .filter(each -> each.label.equals(name) || each.artifact().equals(name))
                .findFirst();
    }

    /** What it is for. */
    String title() {
        return title;
    }

    /** Name of the first artifact. */
    String artifact() {
        return artifacts.get(0).split(":")[1];
    }

    /** The dependencies of a Maven project. */
    String dependencies() {
        return artifacts.stream().map(this::dependency).collect(Collectors.joining());
    }

    private String dependency(String artifact) {
        String[] parts = artifact.split(":");
        return "    <dependency>" + coordinates(parts[0], parts[1]) + "<version>" + Build.property(parts[2])
                + "</version><exclusions>" + excluded() + "</exclusions></dependency>\n";
    }

    private String excluded() {
        return exclusions.stream()
                .map(each -> each.split(":"))
                .map(parts -> "<exclusion>" + coordinates(parts[0], parts[1]) + "</exclusion>")
                .collect(Collectors.joining());
    }

    private static String coordinates(String group, String name) {
        return "<groupId>" + group + "</groupId><artifactId>" + name + "</artifactId>";
    }
}
