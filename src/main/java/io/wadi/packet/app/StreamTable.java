package io.wadi.packet.app;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The streams of one capture, in bounded memory: a direct-mapped table of 16,384 streams, and 8 MiB for the bytes of all
 * messages, of which the oldest are given up first. Not thread-safe.
 */
final class StreamTable {

    static final int MOST_STREAMS = 1 << 14;
    static final long MOST_BYTES = 8 << 20;

    /** A message is recent until so many others have begun. */
    private static final int RECENT = 1024;

    /** Why a message is no longer kept; see {@link SplitMessageCounts}. */
    enum End {
        COMPLETE,
        TOO_LONG,
        DISPLACED,
        OVER_BUDGET,
        RESTARTED,
        BROKEN
    }

    private final MessageStream[] slots = new MessageStream[MOST_STREAMS];
    private final Set<MessageStream> begun = new LinkedHashSet<>();
    private final long[] ends = new long[End.values().length];
    private long begins;
    private long bytes;
    private int used;

    /** The stream of a packet's direction, or null. */
    MessageStream get(ApplicationContext context) {
        return used == 0 ? null : get(context.direction());
    }

    /** The stream of this direction, or null. */
    MessageStream get(long direction) {
        MessageStream stream = slots[slot(direction)];
        return stream != null && stream.direction() == direction ? stream : null;
    }

    /**
     * Expects the first message of a new connection. It does not displace a message that another connection has begun
     * recently, so a flood of new connections removes no messages.
     *
     * @return whether it is expected
     */
    boolean expect(MessageStream stream) {
        MessageStream before = slots[slot(stream.direction())];
        boolean other = before != null && before.direction() != stream.direction();
        boolean repeated = before != null && before.isSame(stream) && before.seen() == 0;
        if (repeated || other && before.isBegun() && begins - before.number() < RECENT) {
            return repeated;
        }
        if (before != null) {
            end(before, other ? End.DISPLACED : End.RESTARTED);
        }
        put(stream);
        return true;
    }

    /** Forgets the stream of this direction. */
    void forget(long direction) {
        MessageStream stream = get(direction);
        if (stream != null) {
            end(stream, End.RESTARTED);
        }
    }

    /** Keeps a stream that has bytes. */
    void keep(MessageStream stream) {
        MessageStream before = slots[slot(stream.direction())];
        if (before != stream) {
            if (before != null) {
                end(before, End.DISPLACED);
            }
            put(stream);
        }
        if (begun.add(stream)) {
            stream.number(begins++);
        }
        bytes += stream.recharge();
        if (bytes > MOST_BYTES) {
            giveUpOldest();
        }
    }

    private void giveUpOldest() {
        Iterator<MessageStream> oldest = begun.iterator();
        while (bytes > MOST_BYTES && begun.size() > 1) {
            MessageStream victim = oldest.next();
            oldest.remove();
            release(victim, End.OVER_BUDGET);
        }
    }

    /** Removes a stream. */
    void end(MessageStream stream, End reason) {
        if (stream.isBegun() && begun.remove(stream)) {
            release(stream, reason);
        } else {
            remove(stream);
        }
    }

    private void release(MessageStream stream, End reason) {
        bytes -= stream.charge();
        ends[reason.ordinal()]++;
        remove(stream);
    }

    private void put(MessageStream stream) {
        slots[slot(stream.direction())] = stream;
        used++;
    }

    private void remove(MessageStream stream) {
        int slot = slot(stream.direction());
        if (slots[slot] == stream) {
            slots[slot] = null;
            used--;
        }
    }

    private static int slot(long direction) {
        return (int) direction & MOST_STREAMS - 1;
    }

    /** Messages that have begun and not ended. */
    int open() {
        return begun.size();
    }

    SplitMessageCounts counts() {
        return new SplitMessageCounts(
                begins,
                ends[End.COMPLETE.ordinal()],
                ends[End.TOO_LONG.ordinal()],
                ends[End.DISPLACED.ordinal()],
                ends[End.OVER_BUDGET.ordinal()],
                ends[End.RESTARTED.ordinal()],
                ends[End.BROKEN.ordinal()]);
    }
}
