package io.wadi.cli;

import io.wadi.pcap.CaptureException;
import io.wadi.pcap.CaptureInterface;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code wadi interfaces}: lists the interfaces that can be captured. */
@Command(
        name = "interfaces",
        description = "Lists capture interfaces, with their addresses and state.",
        mixinStandardHelpOptions = true)
final class InterfacesCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws CaptureException {
        // This command uses no settings, but errors in them are reported by every command.
        common.settings();
        List<CaptureInterface> interfaces = CaptureInterface.list();
        if (interfaces.isEmpty()) {
            throw new CommandException("This user cannot capture on any interface: run as root, or give the java "
                    + "program the capability CAP_NET_RAW");
        }
        int width = interfaces.stream().mapToInt(i -> i.name().length()).max().orElse(0);
        for (CaptureInterface each : interfaces) {
            common.printf(
                    "%-" + width + "s  %-12s  %s%s",
                    each.name(),
                    each.state(),
                    String.join(" ", each.addresses()),
                    each.description().isEmpty() ? "" : "  (" + each.description() + ")");
        }
        return 0;
    }
}
