package io.wadi.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * One request and its answer, whatever carries them.
 *
 * @param thinkNanos how long the client waits before it asks
 * @param request bytes asked with
 * @param response bytes answered with
 */
record RequestResponse(long thinkNanos, int request, int response) {

    private static final long MILLI = 1_000_000L;

    /** A page and what it is made of: a few answers, most of them small, some large. */
    static List<RequestResponse> page(Dice dice) {
        return drawn(
                dice.between(1, 5),
                () -> new RequestResponse(
                        dice.around(60 * MILLI), dice.between(90, 700), dice.heavyTailed(600, 400_000, 0.95)));
    }

    /** A call of a program to its server. */
    static List<RequestResponse> call(Dice dice) {
        return drawn(
                dice.between(1, 3),
                () -> new RequestResponse(
                        dice.around(20 * MILLI), dice.between(150, 1100), dice.heavyTailed(180, 20_000, 1.1)));
    }

    /** A line kept open for short messages: chat, notifications, mail. */
    static List<RequestResponse> chat(Dice dice) {
        return drawn(
                dice.between(8, 70),
                () -> new RequestResponse(dice.around(500 * MILLI), dice.between(40, 300), dice.between(40, 500)));
    }

    /** New mail looked for, and some of it fetched. */
    static List<RequestResponse> mail(Dice dice) {
        return drawn(
                dice.between(4, 12),
                () -> new RequestResponse(
                        dice.around(30 * MILLI), dice.between(30, 90), dice.heavyTailed(60, 120_000, 0.6)));
    }

    /** A large file or a stretch of film fetched. */
    static List<RequestResponse> download(Dice dice) {
        return List.of(new RequestResponse(0, dice.between(200, 600), dice.heavyTailed(400_000, 8_000_000, 1.3)));
    }

    /** A file sent. */
    static List<RequestResponse> upload(Dice dice) {
        return List.of(new RequestResponse(0, dice.heavyTailed(80_000, 4_000_000, 1.1), dice.between(200, 500)));
    }

    private static List<RequestResponse> drawn(int count, Supplier<RequestResponse> one) {
        List<RequestResponse> exchanges = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            exchanges.add(one.get());
        }
        return exchanges;
    }
}
