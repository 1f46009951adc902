package io.wadi.cli;

import io.wadi.embedded.EmbeddedException;
import io.wadi.pipeline.Reasons;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code wadi}: the main command. */
@Command(
        name = "wadi",
        description = "Network traffic from the wire to a dashboard, as Apache Camel routes.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = WadiCommand.Version.class,
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            IngestCommand.class,
            DecodeCommand.class,
            InterfacesCommand.class,
            SampleCommand.class,
            CheckCommand.class,
            AddCommand.class,
            OverrideCommand.class,
            StatusCommand.class,
            ReplayCommand.class,
            TailCommand.class,
            ReportCommand.class,
            GeoIpCommand.class,
            PodsCommand.class,
            LakeCommand.class,
            QueryCommand.class,
            EraseCommand.class,
            ReaderCommand.class,
            BenchCommand.class
        },
        footer = {
            "",
            "The launcher adds:",
            "  test        Runs the tests.",
            "  dist        Builds a tarball and a Debian package.",
            "",
            "Settings are listed in docs/settings.md; --set NAME=VALUE, a file wadi.properties and",
            "environment variables (WADI_KAFKA_BROKERS for wadi.kafka.brokers) override them."
        })
public final class WadiCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    /**
     * Runs a command.
     *
     * @return 0 on success, 1 on failure, 2 on a usage error, more than 128 if a signal ended it
     */
    public static int run(String... arguments) {
        return new CommandLine(new WadiCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(StandardOutput::checked)
                .setExecutionExceptionHandler(WadiCommand::explain)
                .execute(arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command.");
    }

    /** Prints one line with what to do; the stack trace is printed only on request. */
    private static int explain(Exception failure, CommandLine command, ParseResult parsed) {
        boolean known = failure instanceof CommandException || failure instanceof EmbeddedException;
        String message = known ? failure.getMessage() : Reasons.of(failure);
        command.getErr().println("wadi: " + message.strip().replaceAll("\\s*\\n\\s*", " "));
        if (hasVerbose(parsed)) {
            command.getErr().println(command.getColorScheme().richStackTraceString(failure));
        }
        return failure instanceof CommandException ending ? ending.status() : CommandLine.ExitCode.SOFTWARE;
    }

    private static boolean hasVerbose(ParseResult parsed) {
        return parsed.hasSubcommand() && parsed.subcommand().hasMatchedOption("--verbose");
    }

    /** The version of the Maven build. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "wadi " + Build.property("version") + " (Camel " + Build.property("camel") + ", Java "
                        + Runtime.version() + ")"
            };
        }
    }
}
