package io.wadi.netflow;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Refuses invalid values of options. */
final class OptionValues {

    private static final int MOST_THREADS = 64;
    private static final int MOST_RATE = 1 << 24;

    private OptionValues() {}

    /**
     * Checks all options of an endpoint, and returns those for the decoder.
     *
     * @throws IllegalArgumentException with the name of the option
     */
    static DecoderOptions validate(NetflowConfiguration options) {
        between("receiveBuffer", options.getReceiveBuffer(), 65_536, Integer.MAX_VALUE);
        between("threads", options.getThreads(), 1, MOST_THREADS);
        between("templateTimeout", options.getTemplateTimeout(), 1, Integer.MAX_VALUE);
        between("samplingRate", options.getSamplingRate(), 0, MOST_RATE);
        between("batchSize", options.getBatchSize(), 1, 10_000);
        between("batchTimeoutMillis", options.getBatchTimeoutMillis(), 1, 60_000);
        between("silentSeconds", options.getSilentSeconds(), 0, Integer.MAX_VALUE);
        DatagramPorts.parse(options.getPorts());
        if (options.getQueueBytes() != 0) {
            between("queueBytes", options.getQueueBytes(), 1 << 20, Long.MAX_VALUE);
        }
        return new DecoderOptions(
                protocols(options.getProtocols()),
                AllowedExporters.parse(options.getAllowedExporters()),
                ExporterNames.parse(options.getExporterNames()),
                options.getSamplingRate(),
                TimeUnit.SECONDS.toNanos(options.getTemplateTimeout()));
    }

    private static void between(String option, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "Option " + option + " is " + value + "; it must be from " + least + " to " + most);
        }
    }

    private static Set<ExportProtocol> protocols(String option) {
        Set<ExportProtocol> protocols = EnumSet.noneOf(ExportProtocol.class);
        for (String label : option.split(",", -1)) {
            protocols.add(Arrays.stream(ExportProtocol.values())
                    .filter(protocol -> protocol.label().equals(label.strip()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("Option protocols has " + label.strip()
                            + "; known are "
                            + Arrays.stream(ExportProtocol.values())
                                    .map(ExportProtocol::label)
                                    .collect(Collectors.joining(", ")))));
        }
        return protocols;
    }
}
