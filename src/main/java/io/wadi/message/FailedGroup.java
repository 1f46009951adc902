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
     * Marks a group as failed; the aggregation strategy returns the result.
     *
     * @param group the group, or the batch if it was the first one
     * @param before offset range of the group before the batch; null if it was empty
     * @param batch the batch that could not be added
     */
    public static Exchange of(Exchange group, OffsetRange before, ReadBatch batch, RuntimeException failure) {
        OffsetRange range = before == null ? batch.range() : before.extendedBy(batch.range());
        group.getMessage().setBody(null);
        group.getMessage().setHeader(StoreHeaders.RANGE, range);
        group.getMessage().setHeader(StoreHeaders.PACKETS, 0L);
        group.getMessage().setHeader(StoreHeaders.READ, (long)
                Math.max(1, batch.contents().size()));
        batch.attempt().noteAt(group);
        group.setProperty(FAILURE, failure);
        group.setProperty(Exchange.AGGREGATION_COMPLETE_CURRENT_GROUP, true);
        return group;
    }

    /** Throws the failure of a group; returns if it has none. */
    public static void throwFailure(Exchange group) {
        RuntimeException failure = group.getProperty(FAILURE, RuntimeException.class);
        if (failure != null) {
            throw failure;
        }
    }
}
