package io.wadi.cli;

import io.wadi.failure.FileReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** Copies Camel artifacts and their dependencies from Maven repositories, except those on the class path. */
final class MavenFetch {

    private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";

    /** A jar on the class path, and the BOM of its family, because only jars of the same version fit together. */
    private static final Map<String, String> FAMILIES = new TreeMap<>(Map.of(
            "jackson-core", "com.fasterxml.jackson:jackson-bom",
            "netty-common", "io.netty:netty-bom",
            "micrometer-core", "io.micrometer:micrometer-bom",
            "spring-core", "org.springframework:spring-framework-bom",
            "vertx-core", "io.vertx:vertx-dependencies",
            "log4j-api", "org.apache.logging.log4j:log4j-bom"));

    private final String camel;
    private final ClassPathJars present;

    MavenFetch(String camel, ClassPathJars present) {
        this.camel = camel;
        this.present = present;
    }

    /**
     * Copies artifacts into a folder.
     *
     * @return names of the copied jars
     * @throws CommandException with one sentence, if Maven is missing or cannot resolve them
     */
    List<String> fetch(List<String> artifacts, Path lib) throws IOException, InterruptedException {
        Path work = workFolder(lib);
        try {
            Path pom = Files.writeString(work.resolve("pom.xml"), pom(artifacts));
            run(
                    artifacts,
                    work,
                    "mvn",
                    "-q",
                    "-B",
                    // Otherwise Maven remembers for a day that an artifact was not found.
                    "-U",
                    "-f",
                    pom.toString(),
                    COPY,
                    "-DincludeScope=runtime",
                    "-DoutputDirectory=" + work.resolve("jars"));
            return move(work.resolve("jars"), lib);
        } finally {
            FileSystemUtils.deleteRecursively(work);
        }
    }

    private static Path workFolder(Path lib) {
        try {
            return Files.createTempDirectory(Files.createDirectories(lib), ".add");
        } catch (IOException e) {
            throw new CommandException("The folder " + lib + " cannot be written to: " + FileReason.of(e));
        }
    }

    /** A Maven project with only these dependencies. */
    String pom(List<String> artifacts) {
        String boms = FAMILIES.entrySet().stream()
                .flatMap(family ->
                        present.version(family.getKey()).stream().map(version -> bom(family.getValue(), version)))
                .collect(Collectors.joining());
        return """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>io.wadi</groupId><artifactId>added</artifactId><version>1</version>
              <dependencyManagement><dependencies>
            %s  </dependencies></dependencyManagement>
              <dependencies>
            %s  </dependencies>
            </project>
            """.formatted(
                        boms + bom("org.apache.camel:camel-bom", camel),
                        artifacts.stream().map(MavenFetch::dependency).collect(Collectors.joining()));
    }

    private static String dependency(String artifact) {
        return AddOn.of(artifact)
                .map(AddOn::dependencies)
                .orElse("    <dependency><groupId>org.apache.camel</groupId><artifactId>" + artifact
                        + "</artifactId></dependency>\n");
    }

    private static String bom(String name, String version) {
        String[] parts = name.split(":");
        return "    <dependency><groupId>" + parts[0] + "</groupId><artifactId>" + parts[1] + "</artifactId><version>"
                + version + "</version><type>pom</type><scope>import</scope></dependency>\n";
    }

    private static void run(List<String> artifacts, Path work, String... command)
            throws IOException, InterruptedException {
        Process maven;
        try {
            maven = new ProcessBuilder(command)
                    .directory(work.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new CommandException(
                    "Maven is needed to download components and is not on the PATH; install it (on Debian: apt-get "
                            + "install maven)");
        }
        maven.getOutputStream().close();
        String output = new String(maven.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (maven.waitFor() != 0) {
            throw new CommandException("Maven cannot download " + String.join(", ", artifacts) + ": " + reason(output));
        }
    }

    private static String reason(String output) {
        return output.lines()
                .filter(line -> line.contains("ERROR"))
                .findFirst()
                .map(line -> line.replaceAll(".*ERROR[^\\]]*]\\s*", ""))
                .orElse("it gives no reason");
    }

    private List<String> move(Path jars, Path lib) throws IOException {
        List<String> moved = new ArrayList<>();
        for (Path jar : list(jars)) {
            String name = jar.getFileName().toString();
            if (!present.hasJar(name)) {
                Files.move(jar, lib.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                moved.add(name);
            }
        }
        return moved;
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
