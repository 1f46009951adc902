package io.wadi.testing;

import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A command of Wadi in a process of its own, which starts quickly and writes what it says to a file. */
public final class WadiChild {

    /** What a child needs to know of the servers of a test. */
    private static final List<String> NAMES = List.of(
            "wadi.kafka.brokers",
            "wadi.database.url",
            "wadi.database.user",
            "wadi.topic",
            "wadi.topic.flows",
            "wadi.topic.dead",
            "wadi.http.enabled",
            "wadi.source");

    private WadiChild() {}

    /** Starts one; the caller ends it. */
    public static Process start(Path log, List<String> jvmOptions, List<String> arguments) throws IOException {
        List<String> options = new ArrayList<>(List.of("-Xmx416m"));
        options.addAll(jvmOptions);
        return new ProcessBuilder(JavaCommand.wadi(options, arguments.toArray(String[]::new)))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(log.toFile()))
                .start();
    }

    /** What it has said so far. */
    public static String output(Path log) throws IOException {
        return Files.exists(log) ? Files.readString(log) : "";
    }

    /** The options that name the servers of these settings and a folder of routes. */
    public static List<String> options(Settings settings, Path routes) {
        return Stream.concat(
                        NAMES.stream()
                                .map(name -> name + "=" + settings.properties().getProperty(name, "")),
                        Stream.of("wadi.routes.dir=" + routes, "wadi.data.dir=" + TestServers.cache()))
                .filter(setting -> !setting.endsWith("="))
                .flatMap(setting -> Stream.of("--set", setting))
                .toList();
    }
}
