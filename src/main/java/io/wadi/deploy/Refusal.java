package io.wadi.deploy;

import java.nio.file.Path;
import java.util.List;

/**
 * A file that was not deployed, and the reasons.
 *
 * @param path path of the file
 * @param sha256 hash of the refused text; empty if it could not be read
 * @param findings the reasons
 * @param atNanos time of the refusal, by {@link System#nanoTime()}
 * @param again whether to retry periodically: its routes could not start and no older version runs, so the only reason
 *     may be a server that is down
 */
public record Refusal(Path path, String sha256, List<RouteProblem> findings, long atNanos, boolean again) {}
