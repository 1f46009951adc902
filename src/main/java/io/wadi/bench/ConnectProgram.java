package io.wadi.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** The runtime of Kafka Connect, which Wadi does not need otherwise: Maven fetches it. */
final class ConnectProgram {

    private static final String PROJECT = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>io.wadi</groupId>
              <artifactId>bench-connect</artifactId>
              <version>1</version>
              <dependencies>
                <dependency>
                  <groupId>org.apache.kafka</groupId>
                  <artifactId>connect-runtime</artifactId>
                  <version>%1$s</version>
                </dependency>
                <dependency>
                  <groupId>org.apache.kafka</groupId>
                  <artifactId>connect-json</artifactId>
                  <version>%1$s</version>
                </dependency>
              </dependencies>
            </project>
            """;
    private static final String CLASS_PATH = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath";

    private final Path folder;
    private String classPath;

    /** Creates it; the folder is for files that can be recreated. */
    ConnectProgram(Path folder) {
        this.folder = folder.resolve("connect");
    }

    /**
     * The class path of its version for the client that Wadi uses.
     *
     * @throws BenchException if Maven is not there or cannot fetch it
     */
    String classPath() throws IOException, InterruptedException, BenchException {
        if (classPath == null) {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("pom.xml"), PROJECT.formatted(version()));
            Path file = folder.resolve("classpath.txt");
            resolve(List.of("mvn", "-q", "-B", CLASS_PATH, "-Dmdep.outputFile=" + file));
            classPath = Files.readString(file).strip();
        }
        return classPath;
    }

    /** The version of the client that Wadi uses. */
    private static String version() throws IOException {
        Properties client = new Properties();
        try (InputStream file = KafkaConsumer.class.getResourceAsStream("/kafka/kafka-version.properties")) {
            client.load(file);
        }
        return client.getProperty("version");
    }

    private void resolve(List<String> command) throws IOException, InterruptedException, BenchException {
        Process maven;
        try {
            maven = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new NotInstalledException("Maven (mvn) is not installed, which fetches Kafka Connect");
        }
        String output = new String(maven.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (maven.waitFor() != 0) {
            throw new BenchException("Maven cannot fetch Kafka Connect: "
                    + output.lines()
                            .filter(line -> line.contains("ERROR"))
                            .findFirst()
                            .orElse(output));
        }
    }
}
