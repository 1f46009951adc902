package io.wadi.deploy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SetHeaderDefinition;
import org.apache.camel.model.SetHeadersDefinition;

/**
 * Warns of traffic that is written into a file of a fixed name, or of a name that only the time changes. Unless told otherwise,
 * Camel replaces the file, so each batch deletes the one before.
 */
final class OverwriteCheck {

    private static final Set<String> FILES = Set.of("file", "ftp", "ftps", "sftp", "smb");
    private static final Pattern TRAFFIC = Pattern.compile("(kafka|pcap|netflow):.*");
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
        Optional<String> header = SinkSteps.within(routes.stream()
                        .flatMap(route -> route.getOutputs().stream())
                        .toList())
                .flatMap(step -> step instanceof SetHeadersDefinition several
                        ? several.getHeaders().stream()
                        : step instanceof SetHeaderDefinition one
                                ? List.of(one).stream()
                                : List.<SetHeaderDefinition>of().stream())
                .filter(step -> NAME.equals(step.getName()))
                .map(step -> step.getExpression().getExpression())
                .findFirst();
        outline.resolved(placeholders).endpoints().stream()
                .filter(use -> use.isTarget() && FILES.contains(use.uri().text().split(":", 2)[0]))
                .filter(use -> use.setting("fileExist") == null && isTraffic(use, outline))
                .forEach(use -> check(use, header.or(() -> Optional.ofNullable(use.setting("fileName")))));
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

    private boolean isTraffic(EndpointUse use, YamlOutline outline) {
        return outline.endpoints(use.uri().line()).stream()
                .anyMatch(other -> other.step().equals("from")
                        && TRAFFIC.matcher(placeholders.apply(other.uri().text()))
                                .matches());
    }
}
