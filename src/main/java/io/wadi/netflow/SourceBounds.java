package io.wadi.netflow;

/**
 * What the workers of an endpoint keep of all exporters together. Senders can be forged, so the bounds do not depend on the
 * number of workers or on which of them the kernel chooses.
 *
 * @param sources streams
 * @param templateBytes heap of templates, in bytes
 * @param waitingBytes heap of the data sets that wait for their template, in bytes
 * @param samplers samplers whose rates are kept, about 100 bytes each
 * @param interfaces interfaces whose names are kept, about 250 bytes each
 * @param minutes minutes of the ledger that are not known to be stored yet, about 300 bytes each
 */
record SourceBounds(
        SharedBound sources,
        SharedBound templateBytes,
        SharedBound waitingBytes,
        SharedBound samplers,
        SharedBound interfaces,
        SharedBound minutes) {

    /** Most streams. */
    static final int MOST_SOURCES = 10_000;

    /** Most heap of templates, in bytes. */
    static final long MOST_TEMPLATE_BYTES = 16L << 20;

    /** Most heap of the data sets that wait for their template, in bytes. */
    static final long MOST_WAITING_BYTES = 16L << 20;

    /** Most samplers. */
    static final int MOST_SAMPLERS = 1 << 16;

    /** Most interfaces with names. */
    static final int MOST_INTERFACES = 1 << 16;

    /** Most minutes of the ledger: those of the streams, and what waits while its receiver is away. */
    static final int MOST_MINUTES = 50_000;

    SourceBounds() {
        this(
                new SharedBound(MOST_SOURCES),
                new SharedBound(MOST_TEMPLATE_BYTES),
                new SharedBound(MOST_WAITING_BYTES),
                new SharedBound(MOST_SAMPLERS),
                new SharedBound(MOST_INTERFACES),
                new SharedBound(MOST_MINUTES));
    }
}
