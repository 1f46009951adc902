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
 * @param again whether to retry periodically, because the reason may be outside the file: a topic that is missing, a
 *     bean whose server is away, or a server that is down while no older version runs
 */
public record Refusal(Path path, String sha256, List<RouteProblem> findings, long atNanos, boolean again) {}
