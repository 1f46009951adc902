package io.wadi.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.ingest.IngestTotals;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.EmbeddedSettings;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.RouteSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs commands of Wadi as processes of their own, with the JVM options of this one. */
final class WadiProcess {

    private final BenchServers servers;
    private final Path folder;

    /**
     * Commands yet to be run.
     *
     * @param folder where they keep what can be made again
     */
    WadiProcess(BenchServers servers, Path folder) {
        this.servers = servers;
        this.folder = folder;
    }

    /**
     * Ingests a capture into a database, through topics of the same name.
     *
     * @throws BenchException when it fails or its counts do not match
     */
    IngestTotals ingest(Path capture, String database, List<String> options)
            throws IOException, InterruptedException, BenchException {
        return totals(start(ingest(capture.toString(), options), database, database));
    }

    /** The same for a synthetic capture, which is made while it is read: the largest would fill a disk. */
    IngestTotals ingestSample(long packets, String database, List<String> options)
            throws IOException, InterruptedException, BenchException {
        Process process = start(ingest("-", options), database, database);
        try (OutputStream input = process.getOutputStream()) {
            new SampleCapture(packets, SampleCapture.DEFAULT_SEED, SampleCapture.DEFAULT_START).write(input);
        }
        return totals(process);
    }

    private static List<String> ingest(String capture, List<String> options) {
        List<String> arguments = new ArrayList<>(List.of("ingest", "--json", capture));
        arguments.addAll(options);
        return arguments;
    }

    private static IngestTotals totals(Process process) throws IOException, InterruptedException, BenchException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new BenchException(
                    output.isBlank() ? "wadi ended with code " + code : "the counts do not match: " + output.strip());
        }
        return new ObjectMapper().readValue(output, IngestTotals.class);
    }

    /**
     * Starts a command on a database and topics of a name.
     *
     * @return the process, what it says on standard output to be read
     */
    Process start(List<String> arguments, String database, String topic) throws IOException {
        List<String> command = new ArrayList<>(java());
        command.addAll(arguments);
        for (String setting : List.of(
                KafkaSettings.BROKERS + "=" + servers.brokers(),
                DatabaseSettings.URL + "=" + servers.url(database),
                DatabaseSettings.USER + "=" + servers.user(),
                EmbeddedSettings.DATA_DIRECTORY + "=" + folder,
                RouteSettings.DIRECTORY + "=" + Files.createDirectories(folder.resolve("routes.d")),
                KafkaSettings.TOPIC + "=" + topic,
                KafkaSettings.FLOWS_TOPIC + "=" + topic + ".flows",
                KafkaSettings.DEAD_TOPIC + "=" + topic + ".dead")) {
            command.addAll(List.of("--set", setting));
        }
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.wadi.Wadi"));
        return command;
    }
}
