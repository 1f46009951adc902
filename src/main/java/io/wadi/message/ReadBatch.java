package io.wadi.message;

import io.wadi.packet.Directed;
import java.util.List;

/** The result of reading one offset range of a partition. */
public interface ReadBatch {

    /** Where the messages stood. */
    OffsetRange range();

    /** What those hold that could be read, in order. */
    List<? extends Directed> contents();

    /** Those that could not. */
    List<DeadLetter> dead();

    /** Whether it is to be stored by itself, because a larger batch could not be. */
    boolean alone();
}
