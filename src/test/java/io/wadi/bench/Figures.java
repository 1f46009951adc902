package io.wadi.bench;

import java.util.Arrays;
import java.util.List;

/** Sides of contests for tests. */
final class Figures {

    private Figures() {}

    /** Rounds with these rates and no second half, each with 9 s of processor time a million packets. */
    static Side side(String name, double... rates) {
        return new Side(
                name,
                Arrays.stream(rates)
                        .mapToObj(rate -> Measurement.of(rate, new ProcessorTime(6, 1, 2)))
                        .toList());
    }

    /** One round with a second half of its own rate and processor time. */
    static Side steady(String name, double cold, double steady, ProcessorTime processor) {
        return new Side(name, List.of(new Measurement(cold, steady, new ProcessorTime(16, 2, 4), processor)));
    }
}
