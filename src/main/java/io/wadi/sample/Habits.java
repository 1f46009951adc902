package io.wadi.sample;

import java.util.List;
import java.util.function.LongToDoubleFunction;

/** Several habits and the conversations that they have started, as packets in the order of time. Not thread-safe. */
final class Habits {

    private final List<Habit> habits;
    private final LongToDoubleFunction busy;
    private final Dice dice;
    private final Agenda agenda = new Agenda();
    private Habit nextHabit;

    /**
     * Creates habits without running conversations.
     *
     * @param habits at least one
     * @param busy how busy it is at a time in nanoseconds since the epoch; 1 is usual
     */
    Habits(List<Habit> habits, LongToDoubleFunction busy, Dice dice) {
        this.habits = habits;
        this.busy = busy;
        this.dice = dice;
        nextHabit = earliest();
    }

    /** Writes and finishes the next packet; returns its time in nanoseconds since the epoch. */
    long next(FrameWriter frame) {
        while (nextHabit.due() <= agenda.firstTime()) {
            nextHabit.begin(agenda, busy, dice);
            nextHabit = earliest();
        }
        long now = agenda.firstTime();
        long pause = agenda.first().next(frame);
        frame.finish();
        if (pause == Conversation.DONE) {
            agenda.remove();
        } else {
            agenda.postpone(now + pause);
        }
        return now;
    }

    private Habit earliest() {
        Habit first = habits.get(0);
        for (Habit habit : habits) {
            if (habit.due() < first.due()) {
                first = habit;
            }
        }
        return first;
    }
}
