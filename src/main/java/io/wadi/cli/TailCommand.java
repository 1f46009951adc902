package io.wadi.cli;

import io.wadi.failure.StartException;
import io.wadi.filter.FilterException;
import io.wadi.filter.TrafficFilter;
import io.wadi.message.KafkaAccess;
import io.wadi.message.KafkaReasons;
import io.wadi.message.TopicTail;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.Settings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wadi tail}: prints the messages of a topic. */
@Command(
        name = "tail",
        description = {
            "Prints the messages of a topic as they come, one JSON object per line, whatever their format "
                    + "(wadi.message.format).",
            "It uses no consumer group and commits nothing. Ctrl-C ends it. A message that is unreadable is reported "
                    + "on standard error."
        },
        mixinStandardHelpOptions = true)
final class TailCommand implements Callable<Integer> {

    @Option(names = "--topic", paramLabel = "TOPIC", description = "The topic; by default that of wadi.topic.")
    private String topic;

    @Option(
            names = "--filter",
            paramLabel = "FILTER",
            description = "Print only packets and flows that match, such as \"host in 10.0.0.0/8 and not protocol = "
                    + "DNS\"; the filters of Explore, except countries and autonomous systems.")
    private String filter;

    @Option(names = "--from-beginning", description = "Start at the oldest message, not at new ones.")
    private boolean fromBeginning;

    @Option(names = "--max", paramLabel = "N", description = "End after N messages.")
    private Long most;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws StartException {
        Settings settings = common.settings();
        if (most != null && most < 1) {
            throw common.misuse("--max must be at least 1");
        }
        TrafficFilter wanted = wanted();
        String name = topic == null ? settings.get(KafkaSettings.TOPIC) : topic;
        KafkaAccess kafka = KafkaAccess.of(settings);
        KafkaReasons reasons = new KafkaReasons(kafka);
        reasons.checkProtocol();
        StopSignal stop = new StopSignal(common);
        try (TopicTail tail = new TopicTail(kafka, name, fromBeginning)) {
            stop.started();
            Tail printer = new Tail(
                    wanted,
                    most == null ? Long.MAX_VALUE : most,
                    new FileOutputStream(FileDescriptor.out),
                    problem -> common.say("wadi: " + problem));
            printer.run(tail, stop::came);
        } catch (IOException e) {
            StandardOutput.failUnlessClosed(e);
            return 0;
        } catch (KafkaException e) {
            throw new CommandException(
                    "Cannot read " + name + ": " + reasons.explain(e).getMessage());
        }
        return 0;
    }

    private TrafficFilter wanted() {
        if (filter == null) {
            return null;
        }
        TrafficFilter wanted = new TrafficFilter();
        try {
            wanted.setFilter(filter);
        } catch (FilterException e) {
            throw common.misuse(e);
        }
        return wanted;
    }
}
