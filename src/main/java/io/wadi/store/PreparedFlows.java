package io.wadi.store;

import java.util.function.LongSupplier;

/**
 * A batch of flows in the form in which the database takes it.
 *
 * @param days the UTC days of the flows; the partitions of these days must exist before the rows are stored
 * @param work stores the batch, also repeatedly after a failure; answers how many offsets it moved
 */
public record PreparedFlows(String[] days, LongSupplier work) {}
