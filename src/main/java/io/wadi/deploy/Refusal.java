package io.wadi.deploy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A file that was not deployed, and the reasons.
 *
 * @param path path of the file
 * @param sha256 hash of the refused text; empty if it could not be read
 * @param findings the reasons
 * @param atNanos time of the refusal, by {@link System#nanoTime()}
 * @param retry when it is checked again
 */
public record Refusal(Path path, String sha256, List<RouteProblem> findings, long atNanos, Retry retry) {

    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(30);

    static Refusal of(RouteFile file, List<RouteProblem> findings, Retry retry) {
        return new Refusal(file.path(), file.sha256(), findings, System.nanoTime(), retry);
    }

    static Refusal unread(Path file, RouteProblem finding) {
        return new Refusal(file, "", List.of(finding), System.nanoTime(), Retry.WITH_OTHERS);
    }

    /** Whether enough time has passed for another try. */
    boolean isDue() {
        return retry == Retry.SOON && System.nanoTime() - atNanos > BETWEEN_TRIES.toNanos();
    }
}
