package io.wadi.deploy;

import java.text.SimpleDateFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.converter.DurationConverter;
import org.apache.camel.tooling.model.EipModel;

/**
 * Checks the numbers, times and truth values of steps. Camel reads many of them only when the route starts or when the
 * first message comes.
 */
final class ValueCheck {

    /** Steps whose expression must be a number, and the type of a constant there. */
    private static final Map<String, String> NUMBERS = Map.of(
            "loop", "count",
            "throttle", "count",
            "delay", "milliseconds",
            "completionSizeExpression", "count",
            "completionTimeoutExpression", "integer");

    /** Keys of a step with the conditions that complete a group. */
    private static final Set<String> COMPLETIONS = Set.of(
            "completionPredicate",
            "completionSize",
            "completionSizeExpression",
            "completionTimeout",
            "completionTimeoutExpression",
            "completionInterval",
            "completionFromBatchConsumer");

    /** A date with a pattern, in language Simple. */
    private static final Pattern DATE = Pattern.compile("\\$\\{date:[^:{}]+:([^{}]+)}");

    /** A function of language Simple with a dot after which nothing comes: it fails for each message, or is always null. */
    private static final Pattern OPEN_END = Pattern.compile(
            "\\$\\{(?:body|mandatoryBody|message|header|variable|exchange|in)[^{}]*\\.}", Pattern.CASE_INSENSITIVE);

    /** Steps without an effect unless they have a name, which Camel does not ask for. */
    private static final Set<String> NAMED =
            Set.of("removeHeader", "removeProperty", "removeVariable", "convertHeaderTo", "convertVariableTo");

    /** Of data format {@code json}; {@link OptionCheck} looks for it among all data formats. */
    private static final String LIBRARY = "library";

    /** Camel's converter takes some words for 0 as well. */
    private static final Pattern DURATION = Pattern.compile("[-+]?\\d[\\d.\\sa-z]*|P.*", Pattern.CASE_INSENSITIVE);

    private final CamelCatalog catalog;
    private final UnaryOperator<String> placeholders;
    private final RouteProblems findings;

    /** Creates a check that adds its errors to {@code findings}; {@code placeholders} resolves settings. */
    ValueCheck(CamelCatalog catalog, UnaryOperator<String> placeholders, RouteProblems findings) {
        this.catalog = catalog;
        this.placeholders = placeholders;
        this.findings = findings;
    }

    void check(YamlOutline outline) {
        // The expression of such a loop is a condition; which loop of the file it belongs to, the key does not say.
        boolean conditions = outline.keys().stream()
                .anyMatch(key -> key.name().text().equals("loop") && key.keys().contains("doWhile"));
        outline.keys().stream()
                .filter(key -> !conditions || !key.parent().equals("loop") || !isConstant(key))
                .forEach(this::check);
        outline.texts().forEach(this::dates);
        outline.texts().forEach(this::openEnds);
    }

    /** The patterns of dates in a text of language Simple, which reads them when a message comes. */
    private void dates(Scalar text) {
        Matcher date = DATE.matcher(resolve(text.text()));
        while (date.find()) {
            try {
                new SimpleDateFormat(date.group(1), Locale.ROOT);
            } catch (IllegalArgumentException e) {
                findings.add(text.line(), "date pattern " + date.group(1) + ": " + e.getMessage());
            }
        }
    }

    private void openEnds(Scalar text) {
        Matcher function = OPEN_END.matcher(text.text());
        while (function.find()) {
            findings.add(text.line(), function.group() + " lacks a name after the dot");
        }
    }

    private void check(YamlOutline.Key key) {
        if (key.name().text().equals("aggregate") && key.keys().stream().noneMatch(COMPLETIONS::contains)) {
            findings.add(
                    key.name().line(),
                    "aggregate never completes a group; it needs one of "
                            + String.join(", ", COMPLETIONS.stream().sorted().toList()));
        }
        if (key.parent().equals("dynamicRouter")
                && isConstant(key)
                && key.text() != null
                && !key.text().contains("${")) {
            findings.add(
                    key.name().line(),
                    "dynamicRouter with a constant never ends: it asks for the next endpoint until there is none; use"
                            + " recipientList or routingSlip");
        }
        if (NAMED.contains(key.name().text())
                && key.text() == null
                && !key.keys().contains("name")) {
            findings.add(key.name().line(), key.name().text() + " needs name");
        }
        if (key.text() != null) {
            misfit(key)
                    .ifPresent(expected -> findings.add(
                            key.name().line(), key.name().text() + " is " + key.text() + "; it must be " + expected));
        }
    }

    private Optional<String> misfit(YamlOutline.Key key) {
        if (isConstant(key)) {
            return Optional.ofNullable(NUMBERS.get(key.parent())).flatMap(type -> misfit(key, type, List.of()));
        }
        EipModel step = catalog.eipModel(key.parent());
        return step == null
                ? Optional.empty()
                : step.getOptions().stream()
                        .filter(option -> option.getName().equals(key.name().text())
                                && !option.getName().equals(LIBRARY))
                        .findFirst()
                        .flatMap(option -> misfit(key, option.getType(), option.getEnums()));
    }

    /** In Simple, a text without functions is one, too. */
    private static boolean isConstant(YamlOutline.Key key) {
        return key.name().text().matches("constant|simple");
    }

    /** What a value must be, if it is something else. A bean or an expression may give any value. */
    private Optional<String> misfit(YamlOutline.Key key, String type, List<String> choices) {
        String value = resolve(key.text());
        if (value.isEmpty() || value.startsWith("#") || value.contains("${") || value.contains("{{")) {
            return Optional.empty();
        }
        return switch (type) {
            case "boolean" -> unless(value.matches("(?i)true|false"), "true or false");
            case "integer" -> unless(value.matches("[-+]?\\d+"), "an integer");
            case "count" -> unless(value.matches("\\+?\\d+"), "an integer, 0 or more");
            case "milliseconds" -> unless(value.matches("[-+]?\\d+"), "a number of milliseconds, such as 500");
            case "number" -> unless(value.matches("[-+]?[\\d.]+([eE][-+]?\\d+)?"), "a number");
            case "duration" -> unless(isDuration(value), "a time, such as 500, 2s or 1m30s");
            case "enum" -> unless(isChoice(value, choices), "one of " + String.join(", ", choices));
            default -> Optional.empty();
        };
    }

    /** Camel takes them in capitals, and with hyphens, as well. */
    private static boolean isChoice(String value, List<String> choices) {
        return choices.stream().anyMatch(choice -> plain(choice).equals(plain(value)));
    }

    private static String plain(String word) {
        return word.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
    }

    private static Optional<String> unless(boolean fits, String expected) {
        return fits ? Optional.empty() : Optional.of(expected);
    }

    private static boolean isDuration(String value) {
        if (!DURATION.matcher(value).matches()) {
            return false;
        }
        try {
            DurationConverter.toDuration(value);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** {@link ReferenceCheck} reports placeholders that cannot be resolved. */
    private String resolve(String text) {
        try {
            return placeholders.apply(text);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
