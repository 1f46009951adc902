package io.wadi.cli;

import io.wadi.embedded.DataDirectory;
import io.wadi.embedded.EmbeddedServers;
import io.wadi.pipeline.Pipeline;
import io.wadi.pipeline.Stage;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.CaptureSettings;
import io.wadi.settings.EmbeddedSettings;
import io.wadi.settings.Settings;
import io.wadi.web.Console;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code wadi demo}: runs the whole pipeline on a sample capture, without installation or configuration. */
@Command(
        name = "demo",
        description = "Runs the whole pipeline on embedded servers and replays a sample capture as live traffic.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    private static final long REFRESH_TERMINAL_MILLIS = 1_000;
    private static final long REFRESH_LINES_MILLIS = 5_000;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws Exception {
        Settings settings = common.settings();
        Console.check(settings);
        Path routes = RoutesFolder.of(settings);
        StopSignal stop = new StopSignal(common);
        Path folder = EmbeddedSettings.dataFolder(settings).resolve("demo");
        common.say("wadi: starting PostgreSQL and Kafka (data in " + folder + ", new for each demo)");
        clear(folder);
        try (EmbeddedServers servers = EmbeddedServers.start(folder, settings)) {
            Path sample = sample(folder);
            replay(settings);
            try (Pipeline pipeline = new Pipeline(settings, Stage.all(), folder.getParent())
                    .bind("demo-files", List.of(sample))
                    .deploying(routes)
                    .serving()) {
                pipeline.start();
                stop.started();
                List<String> hints = hints(pipeline.address(), servers);
                hints.forEach(common::say);
                show(new LiveFigures(pipeline.database()), hints, stop);
                common.say("wadi: stopping");
            }
        }
        return 0;
    }

    private static List<String> hints(String address, EmbeddedServers servers) {
        return List.of(
                "wadi: replaying a sample capture in a loop; press Ctrl-C to stop",
                "wadi: dashboard at " + address,
                ServerOptions.psql(servers));
    }

    private static Path sample(Path folder) throws IOException {
        Path sample = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(sample)) {
            new SampleCapture().write(out);
        }
        return sample;
    }

    private static void replay(Settings settings) {
        settings.set(CaptureSettings.SOURCE, "pcap:file:demo?files=#bean:demo-files");
        settings.set(CaptureSettings.PACE, "original");
        settings.set(CaptureSettings.REPEAT, "0");
        settings.set(CaptureSettings.REBASE, "true");
    }

    private void show(LiveFigures figures, List<String> hints, StopSignal stop) throws InterruptedException {
        PrintWriter out = common.out();
        boolean terminal = System.console() != null && System.getenv("TERM") != null;
        do {
            List<String> lines = terminal ? figures.screen() : figures.line();
            if (terminal) {
                out.print("\u001b[H\u001b[2J");
                hints.forEach(out::println);
                out.println();
            }
            lines.forEach(out::println);
            out.flush();
        } while (!stop.await(terminal ? REFRESH_TERMINAL_MILLIS : REFRESH_LINES_MILLIS));
    }

    /** Each demo starts with an empty folder. The lock of the folder has excluded a demo that runs at the same time. */
    private static void clear(Path folder) throws Exception {
        if (!Files.exists(folder)) {
            return;
        }
        DataDirectory.open(folder).close();
        FileSystemUtils.deleteRecursively(folder);
    }
}
