package io.wadi.deploy;

import io.wadi.pcap.CaptureFiles;
import io.wadi.pcap.CaptureInterface;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

    /** Steps that ask an endpoint for one message. */
    private static final Set<String> POLLS = Set.of("poll", "pollEnrich");

    private static final Pattern CAPTURE = Pattern.compile("(pcap|netflow):.*");

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
        Stream.concat(
                        outline.endpoints().stream()
                                .filter(use -> POLLS.contains(use.step()))
                                .map(EndpointUse::uri),
                        outline.keys().stream()
                                .filter(key -> POLLS.contains(key.parent()) && key.text() != null)
                                .map(key -> new Scalar(key.text(), key.name().line())))
                .forEach(this::poll);
    }

    /** It would get the first batch of a capture, and lose the others. */
    private void poll(Scalar uri) {
        Matcher capture = CAPTURE.matcher(placeholders.apply(uri.text()));
        if (capture.matches()) {
            findings.add(
                    uri.line(),
                    capture.group(1) + ": cannot be polled for single messages; a route must begin with it (from)");
        }
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
