package io.wadi.message;

import io.wadi.packet.Directed;
import java.util.List;

/** The result of reading one offset range of a partition. */
public interface ReadBatch {

    /** The offset range of the messages. */
    OffsetRange range();

    /** The contents of the readable messages, in order. */
    List<? extends Directed> contents();

    /** The unreadable messages. */
    List<DeadLetter> dead();

    /** Number of packets, or other contents, of the unreadable messages. */
    default long deadContents() {
        return dead().stream().mapToLong(DeadLetter::count).sum();
    }

    /** Whether the batch is stored by itself, because a larger batch could not be stored. */
    boolean alone();

    /** What was read of the messages: all, except while a store refuses one of them. */
    Attempt attempt();
}
