package io.wadi.cli;

import io.wadi.embedded.EmbeddedServers;
import io.wadi.pcap.PcapConfiguration.Kind;
import io.wadi.pcap.PcapPath;
import io.wadi.pipeline.Pipeline;
import io.wadi.pipeline.Rehearsal;
import io.wadi.pipeline.Stage;
import io.wadi.settings.CaptureAt;
import io.wadi.settings.CaptureSettings;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.EmbeddedSettings;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.LakeSettings;
import io.wadi.settings.NetflowSettings;
import io.wadi.settings.Settings;
import io.wadi.settings.WebSettings;
import io.wadi.web.Console;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wadi run}: runs the pipeline until it is stopped. */
@Command(
        name = "run",
        description = "Runs the pipeline until Ctrl-C, with the Kafka and PostgreSQL that the settings name.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @ArgGroup
    private Source source = new Source();

    /** The source of packets: one of two options, otherwise setting {@code wadi.source}. */
    static final class Source {
        @Option(
                names = "--interface",
                paramLabel = "NAME",
                description = "Capture on this interface; any means all interfaces.")
        private String networkInterface;

        @Option(
                names = "--source",
                paramLabel = "URI",
                description = "Read packets from this endpoint, for example pcap:file:captures/*.pcapng. In a file "
                        + "name, write %%25 for %%, %%3F for ? and %%23 for #.")
        private String uri;
    }

    @Option(
            names = "--netflow",
            paramLabel = "[ADDRESS]:PORT",
            description = "Receive flows from exporters (NetFlow, IPFIX, sFlow) on this UDP port, for example :2055. "
                    + "Without --interface, --source or --only, Wadi then captures no packets itself.")
    private String netflow;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "STAGE",
            description = "Run only these stages, to split the pipeline over machines: capture, collect,"
                    + " store-traffic, store-flows, store-lake, detect, api.")
    private List<String> only;

    @Mixin
    private AtOption at;

    @Mixin
    private ServerOptions serverOptions;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws Exception {
        Settings settings = common.serviceSettings();
        enableStages(settings);
        Set<Stage> stages = stages(settings);
        CaptureAt captureAt = at.apply(settings);
        if (source.networkInterface != null) {
            settings.set(CaptureSettings.SOURCE, new PcapPath(Kind.live, source.networkInterface).toUri());
        } else if (source.uri != null) {
            settings.set(CaptureSettings.SOURCE, source.uri);
        }
        if (only != null && stages.contains(Stage.API) && !settings.get(WebSettings.ENABLED)) {
            throw new CommandException("Stage api needs HTTP: set wadi.http.enabled=true");
        }
        Console.check(settings);
        Pipeline pipeline = new Pipeline(settings, stages, EmbeddedSettings.dataFolder(settings))
                .deploying(RoutesFolder.of(settings))
                .serving();
        StopSignal stop = new StopSignal(common);
        try (Rehearsal rehearsal = Rehearsal.begin(settings, stages, EmbeddedSettings.dataFolder(settings))) {
            EmbeddedServers servers = serverOptions.start(settings);
            try {
                run(pipeline, rehearsal, stop, () -> {
                    say(settings, stages, captureAt, pipeline.address());
                    if (servers != null) {
                        common.say(ServerOptions.psql(servers));
                    }
                });
            } finally {
                ServerOptions.close(servers);
            }
        }
        return 0;
    }

    private void run(Pipeline pipeline, Rehearsal rehearsal, StopSignal stop, Runnable whenStarted) throws Exception {
        try (pipeline) {
            pipeline.start();
            rehearsal.close();
            stop.started();
            whenStarted.run();
            stop.await();
            common.say("wadi: stopping");
        }
        stop.stopped(pipeline.context());
    }

    /** Optional stages that the command line asks for. */
    private void enableStages(Settings settings) {
        if (netflow != null) {
            settings.set(NetflowSettings.LISTEN, netflow.startsWith(":") ? "0.0.0.0" + netflow : netflow);
        }
        if (netflow != null || only != null && only.contains(Stage.COLLECT.id())) {
            settings.set(NetflowSettings.ENABLED, "true");
        }
        if (only != null && only.contains(Stage.STORE_LAKE.id())) {
            settings.set(LakeSettings.ENABLED, "true");
        }
    }

    private Set<Stage> stages(Settings settings) {
        if (only != null) {
            return StageOptions.parse(only, common);
        }
        Set<Stage> stages = Stage.all();
        if (!settings.get(NetflowSettings.ENABLED)) {
            stages.remove(Stage.COLLECT);
        }
        if (!settings.get(LakeSettings.ENABLED)) {
            stages.remove(Stage.STORE_LAKE);
        }
        if (netflow != null && source.networkInterface == null && source.uri == null) {
            stages.remove(Stage.CAPTURE);
        }
        return stages;
    }

    private static String source(Settings settings, CaptureAt captureAt) {
        String uri = settings.get(CaptureSettings.SOURCE);
        return captureAt == CaptureAt.FLOWS ? uri + ", as flows (table traffic receives no rows)" : uri;
    }

    private void say(Settings settings, Set<Stage> stages, CaptureAt captureAt, String address) {
        String running = stages.stream().map(Stage::id).collect(Collectors.joining(", "));
        common.say("wadi: running " + running
                + (stages.contains(Stage.CAPTURE) ? " from " + source(settings, captureAt) : "")
                + (stages.contains(Stage.COLLECT) ? "; exporters on " + settings.get(NetflowSettings.LISTEN) : "")
                + "; Kafka "
                + settings.text(KafkaSettings.BROKERS) + ", database "
                + settings.get(DatabaseSettings.URL).address()
                + (stages.contains(Stage.API) && settings.get(WebSettings.ENABLED) ? "; dashboard at " + address : "")
                + "; press Ctrl-C to stop");
    }
}
