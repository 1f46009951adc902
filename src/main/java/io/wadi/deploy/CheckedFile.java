package io.wadi.deploy;

import java.util.List;

/**
 * The result of a check.
 *
 * @param file the file
 * @param names what the file defines
 * @param findings its errors, in the order of its lines; empty if it may run
 * @param warnings what somebody should look at, although the file may run
 * @param retry when another check may end differently, if it has errors
 */
public record CheckedFile(
        RouteFile file, Names names, List<RouteProblem> findings, List<RouteProblem> warnings, Retry retry) {}
