package io.wadi.deploy;

import io.wadi.pcap.CaptureFiles;
import io.wadi.pcap.CaptureInterface;
import java.util.function.UnaryOperator;
import org.apache.camel.support.EndpointHelper;

/**
 * Finds captures on interfaces, and capture files, that this machine does not have or cannot read. A check only warns of them,
 * because a route file may be checked elsewhere than where it runs, and either may appear later. A deployment refuses the file
 * before one of its routes starts. A pattern that is none is always an error.
 */
final class CaptureCheck {

    private static final String LIVE = "pcap:live:";

    private static final String FILE = "pcap:file:";

    private static final String EXPORTS = "netflow:file:";

    private final UnaryOperator<String> placeholders;
    private final RouteProblems findings;
    private final RouteProblems warnings;

    /** Creates a check that adds to {@code findings} and {@code warnings}; {@code placeholders} resolves settings. */
    CaptureCheck(UnaryOperator<String> placeholders, RouteProblems findings, RouteProblems warnings) {
        this.findings = findings;
        this.placeholders = placeholders;
        this.warnings = warnings;
    }

    /** Checks a file whose settings exist. */
    void check(YamlOutline outline) {
        outline.endpoints().stream().filter(use -> !use.isDynamic()).forEach(this::check);
    }

    private void check(EndpointUse use) {
        String uri = placeholders.apply(use.uri().text());
        String path = EndpointUse.path(uri);
        boolean namesOne = use.option("files") == null && !uri.contains("files=");
        if (path.startsWith(FILE) && namesOne) {
            file(use, uri);
        } else if (path.startsWith(EXPORTS) && namesOne) {
            file(use, FILE + path.substring(EXPORTS.length()));
        } else if (path.startsWith(LIVE)) {
            CaptureInterface.problem(path.substring(LIVE.length()))
                    .ifPresent(problem -> warnings.add(use.uri().line(), problem));
        }
    }

    /** The value of {@code wadi.source} is encoded for Camel, which decodes it once before the component does. */
    private void file(EndpointUse use, String written) {
        String uri = EndpointHelper.normalizeEndpointUri(written);
        int line = use.uri().line();
        CaptureFiles.invalidPattern(uri)
                .ifPresentOrElse(problem -> findings.add(line, problem), () -> CaptureFiles.problem(uri)
                        .ifPresent(problem -> warnings.add(line, problem)));
    }
}
