package io.wadi.deploy;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An endpoint that a route file names.
 *
 * @param step the YAML key, such as {@code from} or {@code to}
 * @param uri its URI, without the options in {@code parameters}
 * @param options the options in {@code parameters}
 */
record EndpointUse(String step, Scalar uri, List<Option> options) {

    private static final Pattern TRAFFIC = Pattern.compile("(kafka|pcap|netflow):.*");

    private static final Pattern SETTING = Pattern.compile("\\{\\{.*?}}");

    /** An option and its value; the value is null if it is not plain text. */
    record Option(Scalar name, String value) {}

    /** Whether a route consumes from it. */
    boolean isConsumer() {
        return step.equals("from") || step.equals("poll") || step.equals("pollEnrich");
    }

    /** Whether a route gets traffic from it: captured, from exporters or from Kafka. */
    boolean isTraffic() {
        return step.equals("from") && TRAFFIC.matcher(uri.text()).matches();
    }

    /** Whether a route sends to it, and does not only intercept what other routes send. */
    boolean isTarget() {
        return !isConsumer() && !step.startsWith("intercept");
    }

    /** The value of an option in {@code parameters}; null if it is not there. */
    String option(String name) {
        return options.stream()
                .filter(option -> option.name().text().equals(name))
                .map(Option::value)
                .findFirst()
                .orElse(null);
    }

    /** The value of an option in the URI or in {@code parameters}; null if it is in neither. */
    String setting(String name) {
        Matcher inUri =
                Pattern.compile("[?&]" + Pattern.quote(name) + "=([^&]*)").matcher(uri.text());
        return inUri.find() ? inUri.group(1) : option(name);
    }

    /** The same with the values of its settings; one that does not exist stays as it is written. */
    EndpointUse resolved(UnaryOperator<String> placeholders) {
        return new EndpointUse(
                step,
                new Scalar(resolved(uri.text(), placeholders), uri.line()),
                options.stream()
                        .map(option -> new Option(option.name(), resolved(option.value(), placeholders)))
                        .toList());
    }

    private static String resolved(String text, UnaryOperator<String> placeholders) {
        try {
            return text == null ? null : placeholders.apply(text);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** The line of an option; that of the URI if the option is in the URI. */
    int line(String name) {
        return options.stream()
                .map(Option::name)
                .filter(option -> option.text().equals(name))
                .findFirst()
                .orElse(uri)
                .line();
    }

    /** Whether Camel takes the path of the URI as it is written, without evaluating it for each message. */
    boolean isLiteral() {
        return step.equals("from") || step.equals("to");
    }

    /** Whether the URI depends on the message. */
    boolean isDynamic() {
        return uri.text().contains("${");
    }

    /** What a text with settings may become: each setting is any text without spaces. */
    static Pattern withSettings(String written) {
        return Pattern.compile(
                Arrays.stream(SETTING.split(written, -1)).map(Pattern::quote).collect(Collectors.joining("\\S*")));
    }

    /** A URI without its options, and without slashes after the scheme, as Camel takes it. */
    static String path(String uri) {
        return uri.split("\\?", 2)[0].replaceFirst("^([^:/]+)://", "$1:");
    }

    /** The topics in the URI of a Kafka endpoint; empty for others. */
    static List<String> topics(String uri) {
        String path = path(uri);
        return path.startsWith("kafka:")
                ? Arrays.stream(path.substring("kafka:".length()).split(","))
                        .map(String::strip)
                        .toList()
                : List.of();
    }
}
