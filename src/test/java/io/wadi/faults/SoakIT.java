package io.wadi.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.springframework.util.FileSystemUtils;

/**
 * {@code ./wadi test --soak MINUTES}: load on all inputs of Wadi together with all faults. At the end, the tables equal
 * the topics, packet for packet, and no process has grown. {@link SoakOptions} has the properties.
 */
@EnabledOnOs(OS.LINUX)
@EnabledIfSystemProperty(named = "wadi.soak.minutes", matches = "[1-9][0-9]*", disabledReason = "a long run")
class SoakIT {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    /** After which a JVM has loaded, compiled and taken from the system what it needs. */
    private static final Duration SETTLED = Duration.ofMinutes(20);

    /** What is large, and explains nothing once all is well. */
    private static final List<String> DATA = List.of("kafka", "postgres", "sink", "data");

    @Test
    void nothingStopsItAndNothingIsLost() throws Exception {
        SoakOptions options = SoakOptions.load();
        Instant began = Instant.now();
        Path folder = Files.createDirectories(Path.of("target", "soak", NAME.format(began) + "-" + options.seed())
                .toAbsolutePath());
        try (Rig rig = new Rig(folder)) {
            SoakPlace place = new SoakPlace(folder, rig.settings(), began);
            place.say(
                    "seed %d, %d minutes, in %s",
                    options.seed(), options.duration().toMinutes(), folder);
            SoakReport report = new SoakReport(place);
            report.put("seed", options.seed());
            report.put("minutes", options.duration().toMinutes());
            report.check("ran to its end", () -> soak(place, rig, options, report));
            report.write();
            assertThat(report.failures())
                    .as("seed %d, %s", options.seed(), folder)
                    .isEmpty();
        }
        deleteData(folder);
    }

    private static void soak(SoakPlace place, Rig rig, SoakOptions options, SoakReport report) throws Exception {
        Path sink = place.folder().resolve("sink");
        CountDownLatch stop = new CountDownLatch(1);
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try (SoakStage stage = new SoakStage(place, options, sink);
                SoakFaults faults = new SoakFaults(place, rig, stage, options.seed(), stop)) {
            stage.start(options);
            timer.schedule(stop::countDown, options.duration().toSeconds(), TimeUnit.SECONDS);
            SoakWatch watch = new SoakWatch(place, stage.survivors(), options.duration());
            try (watch) {
                faults.run();
            }
            place.say("the load stops");
            long sent = stage.stopLoad();
            report.put("kills and other faults", faults.counts());
            report.put("deploys", stage.deploys().counts());
            report.put("file load", stage.load().outcomes());
            report.put("poison on topic packets", stage.poisons().get(0).count());
            report.put("poison on topic flows", stage.poisons().get(1).count());
            report.put("by thirds", watch.courses());
            boolean judged = options.duration().compareTo(SETTLED) >= 0;
            report.put("use of memory, threads and files is judged", judged ? "yes" : "no, it takes 20 minutes");
            new SoakChecks(place, stage, rig.database(), report, judged).run(sent, sink, watch.courses());
        } finally {
            timer.shutdownNow();
        }
    }

    private static void deleteData(Path folder) throws IOException {
        for (String name : DATA) {
            FileSystemUtils.deleteRecursively(folder.resolve(name));
        }
    }
}
