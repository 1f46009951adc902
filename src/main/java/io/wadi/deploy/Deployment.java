package io.wadi.deploy;

import java.time.Instant;

/**
 * A deployed file with running routes.
 *
 * @param file the text that runs
 * @param names what the file defines
 * @param since time of the deployment
 */
record Deployment(RouteFile file, Names names, Instant since) {}
