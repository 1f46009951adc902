package io.wadi.cli;

import io.wadi.failure.StartException;
import io.wadi.message.KafkaAccess;
import io.wadi.message.KafkaReasons;
import io.wadi.replay.Replay;
import io.wadi.replay.ReplayReport;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wadi replay}: publishes the messages of dead letters again on their original topic. */
@Command(
        name = "replay",
        description = {
            "Publishes the messages of all dead letters since the last replay again, each once, and counts them by "
                    + "reason.",
            "Use it after an update that can read them. A message that still cannot be read becomes a dead letter "
                    + "again."
        },
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

    @Option(names = "--dry-run", description = "Publish nothing; print what a replay would publish.")
    private boolean dryRun;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws StartException {
        Settings settings = common.settings();
        String topic = settings.get(KafkaSettings.DEAD_TOPIC);
        KafkaAccess kafka = KafkaAccess.of(settings);
        KafkaReasons reasons = new KafkaReasons(kafka);
        reasons.checkProtocol();
        try (Replay replay = new Replay(kafka, topic, dryRun)) {
            ReplayReport report = replay.run();
            print(report, topic);
            return report.refused() == 0 ? 0 : 1;
        } catch (KafkaException e) {
            throw new CommandException(
                    "Cannot replay " + topic + ": " + reasons.explain(e).getMessage());
        }
    }

    private void print(ReplayReport report, String topic) {
        common.printf("%,d letters in %s since the last replay", report.letters(), topic);
        common.printf(
                "  %,d messages %s, %,d letters about the same messages, %,d unreadable letters",
                report.replayed(),
                dryRun ? "would be published again" : "published again",
                report.repeated(),
                report.unreadable());
        if (report.refused() > 0) {
            common.printf("  %,d messages refused by Kafka permanently; they stay in their letters", report.refused());
        }
        report.reasons().forEach((reason, count) -> common.printf("  %,10d  %s", count, reason));
    }
}
