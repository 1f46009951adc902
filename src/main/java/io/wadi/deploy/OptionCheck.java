package io.wadi.deploy;

import io.wadi.deploy.CamelParts.Kind;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.util.URISupport;

/** Checks endpoints, data formats and languages against Camel's catalog and the class path. */
final class OptionCheck {

    /** Replaces a value that only a message or a setting decides; the catalog accepts it. */
    private static final String UNKNOWN = "{{unknown}}";

    /** Options that Kafka consumers accept as well, although Camel's catalog lists them for producers only. */
    private static final Set<String> KAFKA_CONSUMERS_TOO = Set.of(
            "connectionMaxIdleMs",
            "metadataMaxAgeMs",
            "metricReporters",
            "metricsSampleWindowMs",
            "noOfMetricsSample",
            "receiveBufferBytes",
            "reconnectBackoffMs");

    /** What intercepts may name several components, as in {@code kaf*} or {@code (kafka|seda):.*}. */
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][\\w.+-]*");

    private static final Pattern BOUNDED_MOCK = Pattern.compile("\\bretain(First|Last)\\b");

    /** Steps that send. */
    private static final Set<String> SENDING =
            Set.of("to", "toD", "wireTap", "enrich", "recipientList", "routingSlip", "deadLetterUri");

    private static final Set<String> LONGS = Set.of("long", "java.lang.Long");

    private static final Pattern TIMED =
            Pattern.compile("delay|time|period|interval|duration|age|ttl|expir|(ms|millis)$", Pattern.CASE_INSENSITIVE);

    /** As {@code 1h30m}, with the units of Camel's {@code TimeUtils}. */
    private static final Pattern TIME = Pattern.compile("(\\d+(d|h|m|s|ms)\\s*)+");

    private static final String A_TIME = "must be a time, such as 500, 2s or 1m30s";

    private static final Pattern SETTING = Pattern.compile("\\{\\{[^{}]+}}");

    /** A value that Camel takes unchanged; the catalog would split it at {@code &}. */
    private static final Pattern RAW = Pattern.compile("RAW\\(.*?\\)(?=&|$)|RAW\\{.*?\\}(?=&|$)", Pattern.DOTALL);

    private final CamelParts parts;
    private final UnaryOperator<String> placeholders;
    private final RouteProblems findings;

    /** Creates a check that adds its errors to {@code findings}; {@code placeholders} resolves settings. */
    OptionCheck(CamelParts parts, UnaryOperator<String> placeholders, RouteProblems findings) {
        this.parts = parts;
        this.placeholders = placeholders;
        this.findings = findings;
    }

    void check(YamlOutline outline) {
        outline.dataFormats().forEach(name -> missing(Kind.DATAFORMAT, name));
        outline.keys().stream()
                .map(YamlOutline.Key::name)
                .filter(key -> parts.languages().contains(key.text()))
                .forEach(name -> missing(Kind.LANGUAGE, name));
        outline.keys().stream()
                .filter(key -> key.name().text().equals("scriptLanguage") && key.text() != null)
                .forEach(key ->
                        missing(Kind.LANGUAGE, new Scalar(key.text(), key.name().line())));
        outline.endpoints().forEach(this::check);
    }

    private boolean missing(Kind kind, Scalar name) {
        Optional<String> missing = parts.missing(kind, name.text());
        missing.ifPresent(reason -> findings.add(name.line(), reason));
        return missing.isPresent();
    }

    private void check(EndpointUse use) {
        String uri = resolve(use.uri().text());
        int colon = uri.indexOf(':');
        String scheme = colon < 0 ? uri : uri.substring(0, colon);
        boolean isPattern =
                use.step().startsWith("intercept") && !SCHEME.matcher(scheme).matches();
        if (uri.equals(UNKNOWN) || scheme.contains("$") || isPattern) {
            return;
        }
        ComponentModel component =
                missing(Kind.COMPONENT, new Scalar(scheme, use.uri().line()))
                        ? null
                        : parts.catalog().componentModel(scheme);
        if (component != null && isUsable(use, component) && !use.isDynamic()) {
            options(use, uri, scheme);
        }
        if (scheme.equals("mock")
                && !BOUNDED_MOCK.matcher(uri + "&" + use.options()).find()) {
            findings.add(
                    use.uri().line(),
                    "mock: is for tests, and keeps every message in memory; set retainFirst or retainLast to bound it");
        }
    }

    /** Camel finds only at the start that a component cannot send, and polls one that cannot receive without a pause. */
    private boolean isUsable(EndpointUse use, ComponentModel component) {
        boolean onlySends = use.isConsumer() && component.isProducerOnly();
        boolean onlyReceives = SENDING.contains(use.step()) && component.isConsumerOnly();
        if (onlySends || onlyReceives) {
            findings.add(
                    use.uri().line(),
                    component.getScheme() + ": is only for "
                            + (onlySends
                                    ? "sending, but messages come from here"
                                    : "receiving, but messages are sent here"));
        }
        return !onlySends && !onlyReceives;
    }

    private void options(EndpointUse use, String uri, String scheme) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (EndpointUse.Option option : use.options()) {
            if (!isHidden(uri, option.name().text())) {
                values.put(option.name().text(), option.value() == null ? UNKNOWN : resolve(option.value()));
            }
        }
        boolean isPathless = uri.equals(scheme) && !use.step().startsWith("intercept");
        String place = isPathless ? withPath(use, scheme, values) : uri;
        String query = URISupport.createQueryString(values);
        String whole = values.isEmpty() ? place : place + (place.contains("?") ? "&" : "?") + query;
        report(
                use,
                scheme,
                parts.catalog().validateEndpointProperties(whole, false, use.isConsumer(), !use.isConsumer()));
    }

    /**
     * The URI of an endpoint that is written without its path, or with its path in options, which are removed: the catalog
     * checks nothing in a URI without a colon. The values in the path do not matter.
     */
    private String withPath(EndpointUse use, String scheme, Map<String, Object> options) {
        Map<String, String> path = new HashMap<>();
        for (BaseOptionModel option : parts.catalog().componentModel(scheme).getEndpointPathOptions()) {
            boolean isMissing = options.remove(option.getName()) == null;
            if (option.isRequired() || !isMissing) {
                path.put(option.getName(), UNKNOWN);
            }
            if (option.isRequired() && isMissing) {
                needs(use, scheme, option.getName());
            }
        }
        try {
            return parts.catalog().asEndpointUri(scheme, path, false);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void needs(EndpointUse use, String scheme, String option) {
        findings.add(use.uri().line(), scheme + " needs option " + option);
    }

    /** Of an option in both places, {@code pcap:} takes the one in the URI, as the value of {@code wadi.source} may have it. */
    private static boolean isHidden(String uri, String option) {
        return uri.startsWith("pcap:") && (uri.contains("?" + option + "=") || uri.contains("&" + option + "="));
    }

    private void report(EndpointUse use, String scheme, EndpointValidationResult result) {
        if (result.getSyntaxError() != null) {
            findings.add(use.uri().line(), scheme + ": " + result.getSyntaxError());
        }
        all(result.getUnknown())
                .forEach(name -> findings.add(
                        use.line(name),
                        cut(use, name)
                                .map(reason -> scheme + ": " + reason)
                                .orElseGet(() -> scheme + " has no option " + name
                                        + nearest(result.getUnknownSuggestions(), name))));
        all(result.getRequired()).forEach(name -> needs(use, scheme, name));
        all(result.getNotConsumerOnly()).stream()
                .filter(name -> !scheme.equals("kafka") || !KAFKA_CONSUMERS_TOO.contains(name))
                .forEach(name -> findings.add(
                        use.line(name), scheme + ": option " + name + " is for sending, but messages come from here"));
        all(result.getNotProducerOnly())
                .forEach(name -> findings.add(
                        use.line(name), scheme + ": option " + name + " is for receiving, but messages are sent here"));
        wrong(use, scheme, result.getInvalidBoolean(), "must be true or false");
        all(result.getInvalidInteger()).forEach((name, value) -> {
            if (!takesTime(scheme, name)) {
                wrong(use, scheme, name, "must be an integer");
            } else if (!isTime(value)) {
                wrong(use, scheme, name, A_TIME);
            }
        });
        wrong(use, scheme, result.getInvalidNumber(), "must be a number");
        all(result.getInvalidDuration()).entrySet().stream()
                .filter(option -> !isTime(option.getValue()))
                .forEach(option -> wrong(use, scheme, option.getKey(), A_TIME));
        wrong(use, scheme, result.getInvalidReference(), "must name a bean, as in \"#name\"");
        all(result.getInvalidEnum())
                .keySet()
                .forEach(name ->
                        wrong(use, scheme, name, "must be one of " + String.join(", ", result.getEnumChoices(name))));
    }

    /**
     * Camel makes milliseconds of a time where it needs a long, though its catalog calls some of these options integers. Not of
     * numbers of bytes: {@code 64m} would be 64 minutes.
     */
    private boolean takesTime(String scheme, String option) {
        return TIMED.matcher(option).find()
                && LONGS.contains(parts.catalog().componentModel(scheme).getEndpointOptions().stream()
                        .filter(known -> known.getName().equals(option))
                        .map(BaseOptionModel::getJavaType)
                        .findFirst()
                        .orElse(""));
    }

    /** Camel takes days, which its catalog does not know. */
    private static boolean isTime(String value) {
        return TIME.matcher(value).matches();
    }

    private void wrong(EndpointUse use, String scheme, Map<String, String> values, String expected) {
        all(values).keySet().forEach(name -> wrong(use, scheme, name, expected));
    }

    /** Shows the value as written in the file, because the setting behind it may be a secret. */
    private void wrong(EndpointUse use, String scheme, String name, String expected) {
        boolean inUri = isHidden(resolve(use.uri().text()), name);
        String written = option(use, name)
                .filter(option -> !inUri)
                .map(option -> " is " + option.value() + "; it ")
                .orElse(" ");
        findings.add(inUri ? use.uri().line() : use.line(name), scheme + ": option " + name + written + expected);
    }

    private static String nearest(Map<String, String[]> suggestions, String name) {
        String[] near = suggestions == null ? null : suggestions.get(name);
        return near == null || near.length == 0 ? "" : "; did you mean " + near[0] + "?";
    }

    /**
     * Camel joins the parameters to one URI, so an ampersand in a value begins another option. What the file does not have
     * may be a part of a secret, and is not shown.
     */
    private Optional<String> cut(EndpointUse use, String name) {
        if (use.uri().text().contains(name) || option(use, name).isPresent()) {
            return Optional.empty();
        }
        Stream<String> values = use.options().stream()
                .filter(option ->
                        option.value() != null && resolve(option.value()).contains("&"))
                .map(option -> "the value of " + option.name().text());
        Stream<String> settings = SETTING.matcher(use.uri().text())
                .results()
                .map(MatchResult::group)
                .filter(setting -> resolve(setting).contains("&"));
        return Stream.concat(values, settings)
                .findFirst()
                .map(subject -> subject + " has an ampersand, so it must be RAW(…), with the value in the brackets");
    }

    private static Optional<EndpointUse.Option> option(EndpointUse use, String name) {
        return use.options().stream()
                .filter(option -> option.name().text().equals(name))
                .findFirst();
    }

    private static Set<String> all(Set<String> names) {
        return names == null ? Set.of() : names;
    }

    private static Map<String, String> all(Map<String, String> values) {
        return values == null ? Map.of() : values;
    }

    /** {@link ReferenceCheck} reports placeholders that cannot be resolved. */
    private String resolve(String text) {
        if (text.contains("${")) {
            return text.startsWith("${") ? UNKNOWN : text;
        }
        try {
            return RAW.matcher(placeholders.apply(text)).replaceAll(Matcher.quoteReplacement(UNKNOWN));
        } catch (IllegalArgumentException e) {
            return UNKNOWN;
        }
    }
}
