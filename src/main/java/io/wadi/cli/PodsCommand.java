package io.wadi.cli;

import io.wadi.kubernetes.ClusterNames;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wadi pods}: keeps a file of networks with the names of a Kubernetes cluster. */
@Command(
        name = "pods",
        description = {
            "Keeps a CSV file of networks (setting wadi.networks.list) with the addresses of the pods and services of a "
                    + "Kubernetes cluster, until Ctrl-C.",
            "It needs the right to list and watch pods and services, as the Helm chart gives it; outside of a cluster, a "
                    + "kubeconfig."
        },
        mixinStandardHelpOptions = true)
final class PodsCommand implements Callable<Integer> {

    private static final int HOUR = 3600;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The file; it is replaced at once.")
    private Path out;

    @Option(names = "--once", description = "Write the file once and exit.")
    private boolean once;

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "Write changes at most once in this time, 1 to 3600 seconds; default: ${DEFAULT-VALUE}.")
    private int everySeconds;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws InterruptedException {
        if (everySeconds < 1 || everySeconds > HOUR) {
            throw common.misuse("--every must be within 1 and " + HOUR + " seconds");
        }
        common.serviceSettings();
        StopSignal stop = new StopSignal(common);
        try (ClusterNames names = new ClusterNames(out)) {
            common.print(out + " has the names of " + names.start() + " addresses");
            if (!once) {
                names.keep(everySeconds);
                stop.started();
                stop.await();
            }
        }
        return 0;
    }
}
