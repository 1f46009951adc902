package io.wadi.sample;

import java.util.List;

/** What people and machines do in the office. */
final class Office {

    private final long startNanos;
    private final Dice dice;

    private Office(long startNanos, Dice dice) {
        this.startNanos = startNanos;
        this.dice = dice;
    }

    /** The habits of an office whose morning begins at this time, in nanoseconds since the epoch. */
    static Habits habits(long startNanos, Dice dice) {
        Rhythm rhythm = new Rhythm(startNanos);
        Lan lan = new Lan();
        List<Habit> list = new Office(startNanos, dice)
                .list(new WebUse(lan, ServerList.load(), dice), new Housekeeping(lan, dice));
        return new Habits(list, rhythm::busy, dice);
    }

    /** All habits, with the mean seconds between two starts on a usual morning. */
    private List<Habit> list(WebUse web, Housekeeping housekeeping) {
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
}
