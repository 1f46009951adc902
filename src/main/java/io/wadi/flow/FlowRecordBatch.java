package io.wadi.flow;

import io.wadi.message.DeadLetter;
import io.wadi.message.OffsetRange;
import io.wadi.message.ReadBatch;
import java.util.List;

/**
 * Flow records from one offset range of a partition.
 *
 * @param range where they stood
 * @param contents those that could be read, in order
 * @param dead those that could not
 * @param alone whether it is to be stored by itself
 */
public record FlowRecordBatch(OffsetRange range, List<FlowRecord> contents, List<DeadLetter> dead, boolean alone)
        implements ReadBatch {}
