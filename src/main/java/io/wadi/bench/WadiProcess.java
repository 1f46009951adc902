package io.wadi.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.ingest.ExportsTotals;
import io.wadi.ingest.IngestTotals;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.EmbeddedSettings;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.RouteSettings;
import io.wadi.settings.Setting;
import io.wadi.settings.StoreSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs Wadi's commands as separate processes, with the JVM options of this one. */
final class WadiProcess {

    /** Settings of the benchmark that its processes get as well; their own arguments override them. */
    private static final List<Setting<?>> FORWARDED = List.of(
            KafkaSettings.MESSAGE_FORMAT,
            KafkaSettings.MESSAGE_PACKETS,
            StoreSettings.TRAFFIC_CONSUMERS,
            StoreSettings.TRAFFIC_LANES,
            StoreSettings.FLOWS_CONSUMERS,
            StoreSettings.FLOW_MESSAGES_CONSUMERS);

    private final BenchServers servers;
    private final Path folder;

    /**
     * Creates the runner.
     *
     * @param folder folder for files that can be recreated
     */
    WadiProcess(BenchServers servers, Path folder) {
        this.servers = servers;
        this.folder = folder;
    }

    /**
     * Ingests a capture into a database, through topics with the same name.
     *
     * @throws BenchException if it fails or its counts do not match
     */
    IngestTotals ingest(Path capture, String database, List<String> options)
            throws IOException, InterruptedException, BenchException {
        return totals(start(ingest(capture.toString(), options), database, database), IngestTotals.class);
    }

    /**
     * Ingests the datagrams of exporters in a capture into a database, through topics of its own.
     *
     * @throws BenchException if it fails or its counts do not match
     */
    ExportsTotals ingestExports(Path capture, String database)
            throws IOException, InterruptedException, BenchException {
        return totals(
                start(List.of("ingest", "--json", "--exports", capture.toString()), database, database),
                ExportsTotals.class);
    }

    /**
     * Like {@link #ingest}, for a synthetic capture that is generated while it is read: the largest would fill a disk.
     */
    IngestTotals ingestSample(long packets, String database, List<String> options)
            throws IOException, InterruptedException, BenchException {
        Process process = start(ingest("-", options), database, database);
        try (OutputStream input = process.getOutputStream()) {
            new SampleCapture(packets, SampleCapture.DEFAULT_SEED, SampleCapture.DEFAULT_START).write(input);
        }
        return totals(process, IngestTotals.class);
    }

    private static List<String> ingest(String capture, List<String> options) {
        List<String> arguments = new ArrayList<>(List.of("ingest", "--json", capture));
        arguments.addAll(options);
        return arguments;
    }

    private static <T> T totals(Process process, Class<T> type)
            throws IOException, InterruptedException, BenchException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new BenchException(
                    output.isBlank() ? "wadi ended with code " + code : "the counts do not match: " + output.strip());
        }
        return new ObjectMapper().readValue(output, type);
    }

    /**
     * Starts a command with its own database and topics.
     *
     * @param arguments the command and its arguments
     * @return the process; its standard output must be read
     */
    Process start(List<String> arguments, String database, String topic) throws IOException {
        List<String> command = new ArrayList<>(java());
        command.add(arguments.get(0));
        for (Setting<?> setting : FORWARDED) {
            command.addAll(List.of("--set", setting + "=" + servers.settings().text(setting)));
        }
        command.addAll(arguments.subList(1, arguments.size()));
        for (String setting : List.of(
                KafkaSettings.BROKERS + "=" + servers.brokers(),
                DatabaseSettings.URL + "=" + servers.url(database),
                DatabaseSettings.USER + "=" + servers.user(),
                EmbeddedSettings.DATA_DIRECTORY + "=" + folder,
                RouteSettings.DIRECTORY + "=" + Files.createDirectories(folder.resolve("routes.d")),
                KafkaSettings.TOPIC + "=" + topic,
                KafkaSettings.FLOWS_TOPIC + "=" + topic + ".flows",
                KafkaSettings.EXPORTERS_TOPIC + "=" + topic + ".exporters",
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
