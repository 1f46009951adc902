package io.wadi.flow;

import io.wadi.packet.DeadLetter;
import io.wadi.packet.OffsetRange;
import io.wadi.packet.ReadBatch;
import java.util.List;

/**
 * Flow records read from one stretch of a partition.
 *
 * @param range where they stood
 * @param contents those that could be read, in order
 * @param dead those that could not
 * @param alone whether it is to be stored by itself
 */
public record FlowRecordBatch(OffsetRange range, List<FlowRecord> contents, List<DeadLetter> dead, boolean alone)
        implements ReadBatch {}
