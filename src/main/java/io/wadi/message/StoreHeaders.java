package io.wadi.message;

/** Headers of the exchanges inside the store routes. */
public final class StoreHeaders {

    /** The stretch of a partition whose packets the exchange carries ({@link OffsetRange}). */
    public static final String RANGE = "WadiRange";

    /** How many packets the exchange carries. */
    public static final String PACKETS = "WadiPackets";

    /** How many messages of the stretch could be read. */
    public static final String READ = "WadiRead";

    /** How many flows it carries, and addresses that got a name. */
    public static final String FLOWS = "WadiFlows";

    /** The consumer group that stores. */
    public static final String CONSUMER = "WadiConsumer";

    /** Whether the batch was stored, false when the fence held it off. */
    public static final String STORED = "WadiStored";

    private StoreHeaders() {}
}
