package io.wadi.deploy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Collects the errors of one file. */
final class RouteProblems {

    private final String file;
    private final List<RouteProblem> list = new ArrayList<>();
    private boolean away;

    RouteProblems(String file) {
        this.file = file;
    }

    /** Adds an error as one line of text; {@code line} is 0 if unknown. */
    void add(int line, String reason) {
        list.add(new RouteProblem(file, line, reason.strip().replaceAll("\\s*\\R\\s*", " ")));
    }

    /** Adds Camel's message on the structure, whose sentence ends with a word of the file, unless an error has that word. */
    void addOnce(int line, String reason) {
        String word = reason.replaceFirst(";.*", "").replaceFirst("(?s).*[: ]", "");
        boolean known = list.stream()
                .anyMatch(other -> other.line() == line
                        && other.reason().toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT)));
        if (!known) {
            add(line, reason);
        }
    }

    /** Notes that an error is not in the file: a server cannot be reached. */
    void serverIsAway() {
        away = true;
    }

    /** Whether a server cannot be reached. */
    boolean isAway() {
        return away;
    }

    boolean isEmpty() {
        return list.isEmpty();
    }

    /** All errors ordered by line, without duplicates. */
    List<RouteProblem> list() {
        return list.stream()
                .distinct()
                .sorted(Comparator.comparingInt(RouteProblem::line))
                .toList();
    }
}
