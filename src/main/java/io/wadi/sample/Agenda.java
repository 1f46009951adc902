package io.wadi.sample;

import java.util.Arrays;

/**
 * The running conversations, the one whose packet is due first on top: a binary heap over primitive times. Its order
 * among equal times depends on nothing but the calls made. Not thread-safe.
 */
final class Agenda {

    private long[] times = new long[256];
    private Conversation[] conversations = new Conversation[256];
    private int size;

    /** Adds a conversation whose first packet is due then. */
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

    /** When the first is due, or {@link Long#MAX_VALUE} when nothing runs. */
    long firstTime() {
        return size == 0 ? Long.MAX_VALUE : times[0];
    }

    /** The conversation that is due first. */
    Conversation first() {
        return conversations[0];
    }

    /** Moves the first to the time of its next packet. */
    void postpone(long timeNanos) {
        sink(timeNanos, conversations[0]);
    }

    /** Takes the first, which has ended, out. */
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
