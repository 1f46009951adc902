package io.wadi.deploy;

import java.time.Instant;

/**
 * A deployed file whose routes run.
 *
 * @param file the text that runs
 * @param names what it defines
 * @param since when it was deployed
 */
public record Deployment(RouteFile file, Names names, Instant since) {}
