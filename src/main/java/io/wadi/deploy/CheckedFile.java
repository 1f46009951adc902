package io.wadi.deploy;

import java.util.List;

/**
 * What the check of a file found.
 *
 * @param file the file
 * @param names what it defines
 * @param findings what is wrong with it, in the order of its lines; empty when it may run
 */
public record CheckedFile(RouteFile file, Names names, List<RouteProblem> findings) {}
