package io.wadi.message;

import io.wadi.settings.TableStore;

/** Headers of the exchanges inside the store routes. */
public final class StoreHeaders {

    /** The offset range of the exchange's packets ({@link OffsetRange}). */
    public static final String RANGE = "WadiRange";

    /** Number of packets in the exchange. */
    public static final String PACKETS = "WadiPackets";

    /** Number of readable messages in the range. */
    public static final String READ = "WadiRead";

    /** Number of flows and named addresses in the exchange. */
    public static final String FLOWS = "WadiFlows";

    /** The consumer group of the store. */
    public static final String CONSUMER = TableStore.HEADER;

    /** Whether the batch was stored; false if the fence rejected it. */
    public static final String STORED = "WadiStored";

    private StoreHeaders() {}
}
