package io.wadi.message;

import org.apache.camel.Exchange;

/**
 * A group of a store route to which a batch could not be added, because the content of a message caused a fault in
 * the aggregation. The group may already contain half of that batch, so the whole group is discarded: the first step
 * of the route throws the failure, and the error policy reads the offset range again in parts.
 */
public final class FailedGroup {

    private static final String FAILURE = "WadiFailure";

    private FailedGroup() {}

    /**
     * Ends a group, to be returned by its aggregation strategy.
     *
     * @param group the group, or the batch where it was to be the first
     * @param before where the messages of the group stood before; null where it had none
     * @param batch the batch that could not be added
     */
    public static Exchange of(Exchange group, OffsetRange before, ReadBatch batch, RuntimeException failure) {
        OffsetRange range = before == null ? batch.range() : before.extendedBy(batch.range());
        group.getMessage().setBody(null);
        group.getMessage().setHeader(StoreHeaders.RANGE, range);
        group.getMessage().setHeader(StoreHeaders.PACKETS, 0L);
        group.getMessage().setHeader(StoreHeaders.READ, (long)
                Math.max(1, batch.contents().size()));
        group.setProperty(FAILURE, failure);
        group.setProperty(Exchange.AGGREGATION_COMPLETE_CURRENT_GROUP, true);
        return group;
    }

    /** Throws why a group failed; returns where it did not. */
    public static void throwFailure(Exchange group) {
        RuntimeException failure = group.getProperty(FAILURE, RuntimeException.class);
        if (failure != null) {
            throw failure;
        }
    }
}
