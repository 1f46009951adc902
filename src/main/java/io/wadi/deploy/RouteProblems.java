package io.wadi.deploy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one file. */
final class RouteProblems {

    private final String file;
    private final List<RouteProblem> list = new ArrayList<>();

    RouteProblems(String file) {
        this.file = file;
    }

    /** Adds a finding, made one line long; {@code line} is 0 where it is not known. */
    void add(int line, String reason) {
        list.add(new RouteProblem(file, line, reason.strip().replaceAll("\\s*\\R\\s*", " ")));
    }

    boolean isEmpty() {
        return list.isEmpty();
    }

    /** All of them, in the order of the file, each once. */
    List<RouteProblem> list() {
        return list.stream()
                .distinct()
                .sorted(Comparator.comparingInt(RouteProblem::line))
                .toList();
    }
}
