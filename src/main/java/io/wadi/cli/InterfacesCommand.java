package io.wadi.cli;

import io.wadi.pcap.CaptureException;
import io.wadi.pcap.CaptureInterface;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code wadi interfaces}: lists the interfaces that can be captured. */
@Command(
        name = "interfaces",
        description = "Lists capture interfaces, with their addresses and state.",
        mixinStandardHelpOptions = true)
final class InterfacesCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CaptureException {
        common.logging(false);
        PrintWriter out = spec.commandLine().getOut();
        List<CaptureInterface> interfaces = CaptureInterface.list();
        if (interfaces.isEmpty()) {
            throw new CommandException("This user cannot capture on any interface: run as root, or give the java "
                    + "program the capability CAP_NET_RAW");
        }
        int width = interfaces.stream().mapToInt(i -> i.name().length()).max().orElse(0);
        for (CaptureInterface each : interfaces) {
            out.printf(
                    "%-" + width + "s  %-12s  %s%s%n",
                    each.name(),
                    each.state(),
                    String.join(" ", each.addresses()),
                    each.description().isEmpty() ? "" : "  (" + each.description() + ")");
        }
        out.flush();
        return 0;
    }
}
