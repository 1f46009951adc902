package io.wadi.deploy;

import io.wadi.pcap.CaptureInterface;
import java.util.function.UnaryOperator;

/**
 * Warns of captures on interfaces that this machine does not have. No error, because a file may be checked elsewhere than
 * where it runs, and an interface may appear later; the deployment opens it, and refuses the file if it is missing.
 */
final class InterfaceCheck {

    private static final String LIVE = "pcap:live:";

    private final UnaryOperator<String> placeholders;
    private final RouteProblems warnings;

    /** Creates a check that adds to {@code warnings}; {@code placeholders} resolves settings. */
    InterfaceCheck(UnaryOperator<String> placeholders, RouteProblems warnings) {
        this.placeholders = placeholders;
        this.warnings = warnings;
    }

    /** Checks a file whose settings exist. */
    void check(YamlOutline outline) {
        outline.endpoints().stream().filter(use -> !use.isDynamic()).forEach(this::check);
    }

    private void check(EndpointUse use) {
        String path = EndpointUse.path(placeholders.apply(use.uri().text()));
        if (path.startsWith(LIVE)) {
            CaptureInterface.problem(path.substring(LIVE.length()))
                    .ifPresent(problem -> warnings.add(use.uri().line(), problem));
        }
    }
}
