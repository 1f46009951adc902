package io.wadi.deploy;

import java.util.List;

/**
 * The result of the check of a file.
 *
 * @param file the file
 * @param names what it defines
 * @param findings what is wrong with it, in the order of its lines; empty when it may run
 */
public record CheckedFile(RouteFile file, Names names, List<RouteProblem> findings) {}
