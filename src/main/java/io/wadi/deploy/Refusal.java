package io.wadi.deploy;

import java.nio.file.Path;
import java.util.List;

/**
 * A file that was not deployed, with the reasons.
 *
 * @param path where it lies
 * @param sha256 hash of the refused text, empty when it could not be read
 * @param findings why
 * @param atNanos when it was refused, by {@link System#nanoTime()}
 * @param again whether to try again by and by: its routes could not start and nothing runs in their place, so that a
 *     server that is away may be all that is wrong
 */
public record Refusal(Path path, String sha256, List<RouteProblem> findings, long atNanos, boolean again) {}
