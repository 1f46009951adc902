package io.wadi.bench;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** A program ended before it had read everything, and has stored too little; then its run is repeated. */
final class EndedEarlyException extends BenchException {

    private static final long serialVersionUID = 1L;
    private static final int ATTEMPTS = 3;

    EndedEarlyException(String message) {
        super(message);
    }

    /** Runs something until it stores everything, up to three times. */
    static Measurement repeat(Callable<Measurement> run, Consumer<String> progress) throws Exception {
        for (int attempt = 1; ; attempt++) {
            try {
                return run.call();
            } catch (EndedEarlyException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                progress.accept("repeated: " + e.getMessage());
            }
        }
    }
}
