package io.wadi.pcap;

/** Refuses invalid combinations and values of options. */
final class OptionValues {

    private OptionValues() {}

    /**
     * Checks all options of an endpoint.
     *
     * @throws IllegalArgumentException with the name of the option
     * @throws CaptureException if the filter is invalid
     */
    static void validate(PcapConfiguration options) throws CaptureException {
        atLeast("snaplen", options.getSnaplen(), 64);
        atLeast("timeoutMillis", options.getTimeoutMillis(), 1);
        atLeast("bufferSize", options.getBufferSize(), 65_536);
        atLeast("batchSize", options.getBatchSize(), 1);
        atLeast("batchTimeoutMillis", options.getBatchTimeoutMillis(), 1);
        atLeast("queueSize", options.getQueueSize(), options.getBatchSize());
        if (options.getQueueBytes() != 0) {
            atLeast("queueBytes", options.getQueueBytes(), 1 << 20);
        }
        atLeast("repeat", options.getRepeat(), 0);
        Pacer.check(options.getPace());
        probe(options.getProbe());
        if (options.getFilter() != null && !options.getFilter().isBlank()) {
            BpfFilter.checkWithoutCapture(options.getFilter());
        }
    }

    private static void atLeast(String option, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException("Option " + option + " is " + value + "; it must be at least " + least);
        }
    }

    private static void probe(String probe) {
        if (probe != null && (probe.isBlank() || probe.length() > PcapSources.MOST_PROBE)) {
            throw new IllegalArgumentException("Option probe must have 1 to " + PcapSources.MOST_PROBE + " characters");
        }
    }
}
