package io.wadi.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A copy of a shipped route file that a user edits. A comment in it has the hash of the file that was copied, so that an
 * upgrade of Wadi which changes the shipped file is noticed.
 */
public final class ShippedCopy {

    /** A hash that an edit has damaged counts as one of another file. */
    private static final Pattern COMMENT =
            Pattern.compile("^# Copy of shipped route (\\S+)(?: sha256=(\\S*))?", Pattern.MULTILINE);

    private static final Pattern HAS_ROUTE = Pattern.compile("^- route:", Pattern.MULTILINE);

    private ShippedCopy() {}

    /** The text of a copy; empty if no route with a file of its own has this id. */
    public static Optional<String> of(String route) {
        return shipped(route)
                .filter(file -> HAS_ROUTE.matcher(file.text()).find())
                .map(file -> "# Copy of shipped route " + route + " sha256=" + file.sha256() + "\n" + file.text());
    }

    /**
     * What has happened to the shipped file since it was copied; empty if nothing, or if the file is no copy.
     *
     * @param routes ids of the routes in the copy
     */
    static Optional<RouteProblem> outdated(RouteFile copy, Set<String> routes) {
        Matcher comment = COMMENT.matcher(copy.text());
        if (!comment.find()) {
            return Optional.empty();
        }
        String route = comment.group(1);
        int line = 1 + (int) copy.text().substring(0, comment.start()).lines().count();
        Optional<RouteFile> shipped = shipped(route);
        if (shipped.isEmpty()) {
            String effect = routes.stream()
                    .filter(own -> shipped(own).isPresent())
                    .findFirst()
                    .map(own -> "; the copy replaces route " + own + ", so write this name")
                    .orElse(", so the copy adds one");
            return Optional.of(new RouteProblem(copy.name(), line, "this Wadi ships no route " + route + effect));
        }
        String now = shipped.get().sha256();
        return now.equals(comment.group(2))
                ? Optional.empty()
                : Optional.of(new RouteProblem(
                        copy.name(),
                        line,
                        "shipped route " + route + " has changed since it was copied; compare them"
                                + " (./wadi override " + route + " --print), then set sha256=" + now));
    }

    private static Optional<RouteFile> shipped(String route) {
        String name = route + RouteFile.SUFFIX;
        try (InputStream in = ShippedCopy.class.getResourceAsStream("/routes/" + name)) {
            return in == null ? Optional.empty() : Optional.of(RouteFile.of(Path.of(name), in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
