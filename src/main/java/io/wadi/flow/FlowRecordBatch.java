package io.wadi.flow;

import io.wadi.message.Attempt;
import io.wadi.message.DeadLetter;
import io.wadi.message.OffsetRange;
import io.wadi.message.ReadBatch;
import java.util.List;

/**
 * Flow records from one offset range of a partition.
 *
 * @param range the offset range of the messages
 * @param contents the readable ones, in order
 * @param dead the unreadable ones
 * @param alone whether the batch is stored by itself, without aggregation with others
 * @param attempt what was read of the messages
 */
public record FlowRecordBatch(
        OffsetRange range, List<FlowRecord> contents, List<DeadLetter> dead, boolean alone, Attempt attempt)
        implements ReadBatch {}
