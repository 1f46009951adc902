package io.wadi.packet;

import java.util.List;

/** What was read from one stretch of a partition. */
public interface ReadBatch {

    /** Where the messages stood. */
    OffsetRange range();

    /** What those hold that could be read, in order. */
    List<? extends Directed> contents();

    /** Those that could not. */
    List<DeadLetter> dead();
}
