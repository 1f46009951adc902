package io.wadi.pcap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of captures. It has a class of its own because its use starts the logging system, which takes longer than a
 * small capture, and most captures have nothing to log.
 */
final class CaptureLog {

    static final Logger LOG = LoggerFactory.getLogger(CaptureLog.class);

    private CaptureLog() {}
}
