package io.wadi.sample;

import java.util.List;
import java.util.Locale;

/** What happens in a synthetic capture. */
public enum Workload {
    /** A small office on the internet. */
    OFFICE,
    /** A machine of the office tries all TCP ports of the others, 1,000 a second. */
    PORT_SCAN,
    /** 20,000 TCP SYN a second for one server, each from another forged address. */
    SYN_FLOOD,
    /** 5,000 large DNS answers a second from open resolvers, to a machine that has asked nothing. */
    DNS_AMPLIFICATION;

    private static final double SCAN_SECONDS = 1e-3;
    private static final double FLOOD_SECONDS = 5e-5;
    private static final double AMPLIFICATION_SECONDS = 2e-4;

    /** Its name on the command line, for example {@code port-scan}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Habits habits(long startNanos, Dice dice) {
        return switch (this) {
            case OFFICE -> Office.habits(startNanos, dice);
            case PORT_SCAN -> steady(SCAN_SECONDS, new PortScan(new Lan(), dice)::probe, startNanos, dice);
            case SYN_FLOOD -> steady(FLOOD_SECONDS, new SynFlood(new Lan(), dice)::request, startNanos, dice);
            case DNS_AMPLIFICATION ->
                steady(AMPLIFICATION_SECONDS, new DnsAmplification(new Lan(), dice)::answer, startNanos, dice);
        };
    }

    private static Habits steady(double seconds, Habit.Beginning beginning, long startNanos, Dice dice) {
        return new Habits(List.of(new Habit(seconds, beginning, startNanos, dice)), now -> 1, dice);
    }
}
