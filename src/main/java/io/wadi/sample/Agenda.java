package io.wadi.sample;

import java.util.Arrays;

/**
 * The running conversations, ordered by the time of their next packet: a binary heap over primitive times. The order of
 * equal times depends only on the calls. Not thread-safe.
 */
final class Agenda {

    private long[] times = new long[256];
    private Conversation[] conversations = new Conversation[256];
    private int size;

    /** Adds a conversation with its first packet at this time. */
    void add(long timeNanos, Conversation conversation) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            conversations = Arrays.copyOf(conversations, 2 * size);
        }
        int at = size++;
        while (at > 0 && times[(at - 1) / 2] > timeNanos) {
            place(at, times[(at - 1) / 2], conversations[(at - 1) / 2]);
            at = (at - 1) / 2;
        }
        place(at, timeNanos, conversation);
    }

    /** Time of the first conversation's packet; {@link Long#MAX_VALUE} if no conversation runs. */
    long firstTime() {
        return size == 0 ? Long.MAX_VALUE : times[0];
    }

    /** The conversation with the earliest packet. */
    Conversation first() {
        return conversations[0];
    }

    /** Sets the time of the first conversation's next packet. */
    void postpone(long timeNanos) {
        sink(timeNanos, conversations[0]);
    }

    /** Removes the first conversation, which has ended. */
    void remove() {
        size--;
        Conversation last = conversations[size];
        conversations[size] = null;
        if (size > 0) {
            sink(times[size], last);
        }
    }

    private void sink(long time, Conversation conversation) {
        int at = 0;
        for (int child = earlierChild(at); child < size && times[child] < time; child = earlierChild(at)) {
            place(at, times[child], conversations[child]);
            at = child;
        }
        place(at, time, conversation);
    }

    private int earlierChild(int at) {
        int left = 2 * at + 1;
        return left + 1 < size && times[left + 1] < times[left] ? left + 1 : left;
    }

    private void place(int at, long time, Conversation conversation) {
        times[at] = time;
        conversations[at] = conversation;
    }
}
