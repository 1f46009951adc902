package io.wadi.deploy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SetHeaderDefinition;
import org.apache.camel.model.SetHeadersDefinition;

/**
 * Warns of traffic that is written into a file of a fixed name, or of a name that only the time changes. Unless told otherwise,
 * Camel replaces the file, so each batch deletes the one before.
 */
final class OverwriteCheck {

    private static final Set<String> FILES = Set.of("file", "ftp", "ftps", "sftp", "smb");
    private static final String NAME = "CamelFileName";

    /** A part of a name that is the same for a second or longer. */
    private static final Pattern SLOW_TIME = Pattern.compile("\\$(simple)?\\{date(-with-timezone)?:[^}S]*}");

    private final UnaryOperator<String> placeholders;
    private final RouteProblems warnings;

    /** Creates a check that adds to {@code warnings}; {@code placeholders} resolves settings. */
    OverwriteCheck(UnaryOperator<String> placeholders, RouteProblems warnings) {
        this.placeholders = placeholders;
        this.warnings = warnings;
    }

    /** Checks a file with these routes. */
    void check(List<RouteDefinition> routes, YamlOutline outline) {
        Optional<String> header = header(routes);
        YamlOutline resolved = outline.resolved(placeholders);
        resolved.endpoints().stream()
                .filter(use -> use.isTarget() && FILES.contains(use.uri().text().split(":", 2)[0]))
                .filter(use -> use.setting("fileExist") == null)
                .filter(use -> new RoutePath(resolved).hasTraffic(use.uri().line()))
                .forEach(use -> check(use, header.or(() -> Optional.ofNullable(use.setting("fileName")))));
    }

    /** The name that a step sets, before that of the endpoint. */
    private static Optional<String> header(List<RouteDefinition> routes) {
        return routes.stream()
                .flatMap(route -> SinkSteps.within(route.getOutputs()))
                .flatMap(OverwriteCheck::headers)
                .filter(header -> NAME.equals(header.getName()))
                .map(header -> header.getExpression().getExpression())
                .findFirst();
    }

    private static Stream<SetHeaderDefinition> headers(ProcessorDefinition<?> step) {
        if (step instanceof SetHeadersDefinition several) {
            return several.getHeaders().stream();
        }
        return step instanceof SetHeaderDefinition one ? Stream.of(one) : Stream.empty();
    }

    private void check(EndpointUse use, Optional<String> name) {
        if (name.filter(text -> !SLOW_TIME.matcher(text).replaceAll("").matches(".*\\$(simple)?\\{.*"))
                .isPresent()) {
            warnings.add(
                    use.uri().line(),
                    "what is written here replaces the file of that name, with what was delivered before; set fileExist:"
                            + " Append (or Override, if that is meant)");
        }
    }
}
