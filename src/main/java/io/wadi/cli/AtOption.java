package io.wadi.cli;

import io.wadi.settings.CaptureAt;
import io.wadi.settings.CaptureSettings;
import io.wadi.settings.SettingException;
import io.wadi.settings.Settings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --at}: where packets are aggregated into flows. */
final class AtOption {

    @Option(
            names = "--at",
            paramLabel = "packets|flows",
            description = "What Wadi sends through Kafka: packets, or flows that the capture aggregates first (for "
                    + "busy links). With flows, the table traffic receives no rows. Default: setting wadi.capture.at.")
    private String at;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** Whether the option is on the command line. */
    boolean isGiven() {
        return at != null;
    }

    /** Sets the option in the settings; any other value is a usage error. */
    CaptureAt apply(Settings settings) {
        if (at == null) {
            return settings.get(CaptureSettings.AT);
        }
        settings.set(CaptureSettings.AT, at);
        try {
            return settings.get(CaptureSettings.AT);
        } catch (SettingException e) {
            throw new ParameterException(command.commandLine(), "--at is " + at + "; it must be packets or flows", e);
        }
    }
}
