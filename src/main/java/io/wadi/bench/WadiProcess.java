package io.wadi.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.cli.IngestTotals;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs {@code wadi ingest} as a process of its own, with the JVM options of this one. */
final class WadiProcess {

    private final BenchServers servers;
    private final Path cache;

    WadiProcess(BenchServers servers, Path cache) {
        this.servers = servers;
        this.cache = cache;
    }

    /**
     * Ingests a capture into a new database.
     *
     * @throws BenchException when it fails or its counts do not add up
     */
    IngestTotals ingest(Path capture, String database, List<String> options)
            throws IOException, InterruptedException, BenchException {
        List<String> command = new ArrayList<>(java());
        command.addAll(List.of("ingest", "--json", capture.toString()));
        command.addAll(options);
        for (String setting : List.of(
                "wadi.kafka.brokers=" + servers.brokers(),
                "wadi.database.url=" + servers.url(database),
                "wadi.database.user=" + servers.user(),
                "wadi.data.dir=" + cache,
                "wadi.topic=" + database,
                "wadi.topic.flows=" + database + ".flows",
                "wadi.topic.dead=" + database + ".dead")) {
            command.addAll(List.of("--set", setting));
        }
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new BenchException("the run's counts do not add up: " + output.strip());
        }
        return new ObjectMapper().readValue(output, IngestTotals.class);
    }

    private static List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.wadi.Wadi"));
        return command;
    }
}
