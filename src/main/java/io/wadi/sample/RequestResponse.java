package io.wadi.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A request and its response, for any protocol.
 *
 * @param thinkNanos delay before the client sends the request
 * @param request size of the request in bytes
 * @param response size of the response in bytes
 */
record RequestResponse(long thinkNanos, int request, int response) {

    private static final long MILLI = 1_000_000L;

    /** A web page with its parts: some responses, most of them small, some large. */
    static List<RequestResponse> page(Dice dice) {
        return drawn(
                dice.between(1, 5),
                () -> new RequestResponse(
                        dice.around(60 * MILLI), dice.between(90, 700), dice.heavyTailed(600, 400_000, 0.95)));
    }

    /** A call of an API. */
    static List<RequestResponse> call(Dice dice) {
        return drawn(
                dice.between(1, 3),
                () -> new RequestResponse(
                        dice.around(20 * MILLI), dice.between(150, 1100), dice.heavyTailed(180, 20_000, 1.1)));
    }

    /** A long connection with short messages: chat, notifications, mail. */
    static List<RequestResponse> chat(Dice dice) {
        return drawn(
                dice.between(8, 70),
                () -> new RequestResponse(dice.around(500 * MILLI), dice.between(40, 300), dice.between(40, 500)));
    }

    /** A check for new mail, with some downloads. */
    static List<RequestResponse> mail(Dice dice) {
        return drawn(
                dice.between(4, 12),
                () -> new RequestResponse(
                        dice.around(30 * MILLI), dice.between(30, 90), dice.heavyTailed(60, 120_000, 0.6)));
    }

    /** A download of a large file or a part of a film. */
    static List<RequestResponse> download(Dice dice) {
        return List.of(new RequestResponse(0, dice.between(200, 600), dice.heavyTailed(400_000, 8_000_000, 1.3)));
    }

    /** An upload of a file. */
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
