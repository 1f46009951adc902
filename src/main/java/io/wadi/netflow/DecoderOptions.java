package io.wadi.netflow;

import java.util.Set;

/**
 * What the options of an endpoint say about decoding.
 *
 * @param protocols protocols to accept
 * @param allowed exporters to accept
 * @param names names of exporters
 * @param samplingRate sampling rate of all flows; 0 for what the exporters state
 * @param templateTimeoutNanos how long a template is used without being sent again
 */
record DecoderOptions(
        Set<ExportProtocol> protocols,
        AllowedExporters allowed,
        ExporterNames names,
        long samplingRate,
        long templateTimeoutNanos) {}
