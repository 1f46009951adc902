package io.wadi.sample;

import java.util.List;

/** The office: its habits and its running conversations. Not thread-safe. */
final class Office {

    private final List<Habit> habits;
    private final Rhythm rhythm;
    private final Dice dice;
    private final long startNanos;
    private final Agenda agenda = new Agenda();
    private Habit nextHabit;

    /** Creates an office at a time in nanoseconds since the epoch, without running conversations. */
    Office(long startNanos, Dice dice) {
        this.startNanos = startNanos;
        this.dice = dice;
        rhythm = new Rhythm(startNanos);
        Lan lan = new Lan();
        habits = habits(new WebUse(lan, ServerList.load(), dice), new Housekeeping(lan, dice));
        nextHabit = earliest();
    }

    /** All habits, with the mean seconds between two starts on a usual morning. */
    private List<Habit> habits(WebUse web, Housekeeping housekeeping) {
        return List.of(
                every(0.47, web.tls(RequestResponse::page)),
                every(0.4, web.tls(RequestResponse::call)),
                every(2.2, web.tls(RequestResponse::chat)),
                every(36, web.tls(RequestResponse::download)),
                every(0.72, web.quic(RequestResponse::page)),
                every(40, web.quic(RequestResponse::download)),
                every(40, web.tls(RequestResponse::upload)),
                every(45, web::backup),
                every(5, web::http),
                every(4, web::mail),
                every(14, web::ssh),
                every(4, web::ntp),
                every(6, web::ping),
                every(5, web::mistyped),
                every(1.2, housekeeping::arp),
                every(2, housekeeping::solicitation),
                every(15, housekeeping::advertisement),
                every(3, housekeeping::printers),
                every(7, housekeeping::screens),
                every(18, housekeeping::dhcp),
                every(5.5, housekeeping::malformed));
    }

    private Habit every(double seconds, Habit.Beginning beginning) {
        return new Habit(seconds, beginning, startNanos, dice);
    }

    /** Writes and finishes the next packet; returns its time in nanoseconds since the epoch. */
    long next(FrameWriter frame) {
        while (nextHabit.due() <= agenda.firstTime()) {
            nextHabit.begin(agenda, rhythm, dice);
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
