package io.wadi.deploy;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names in a route file, each with its line.
 *
 * @param items the kinds of its items: {@code route}, {@code beans}, …
 * @param routes ids of its routes; the text is empty for a route without an id
 * @param endpoints its endpoints, with their options
 * @param beans beans that it uses
 * @param ownBeans beans that it defines
 * @param configurations route configurations that its routes use
 * @param ownConfigurations route configurations that it defines
 * @param classes Java classes that it names
 * @param dataFormats data formats that it uses
 * @param keys keys of items, steps and expressions
 * @param texts all values
 */
record YamlOutline(
        List<Scalar> items,
        List<Scalar> routes,
        List<EndpointUse> endpoints,
        List<Scalar> beans,
        List<Scalar> ownBeans,
        List<Scalar> configurations,
        List<Scalar> ownConfigurations,
        List<Scalar> classes,
        List<Scalar> dataFormats,
        List<Key> keys,
        List<Scalar> texts) {

    /**
     * A key and the key above it.
     *
     * @param parent the key of the mapping or list that it is in; empty at the top
     * @param text its value; null if that is a mapping or a list
     * @param keys the keys in its value; empty if that is no mapping
     * @param isList whether its value is a list
     * @param below the line in which its value begins
     */
    record Key(String parent, Scalar name, String text, Set<String> keys, boolean isList, int below) {}

    /** The same with the values of the settings in its endpoints; a setting that does not exist stays as it is written. */
    YamlOutline resolved(UnaryOperator<String> placeholders) {
        List<EndpointUse> resolved =
                endpoints.stream().map(use -> use.resolved(placeholders)).toList();
        return new YamlOutline(
                items,
                routes,
                resolved,
                beans,
                ownBeans,
                configurations,
                ownConfigurations,
                classes,
                dataFormats,
                keys,
                texts);
    }

    /** The first key with this text, in a line or below it; empty if there is none. */
    Optional<Key> key(String text, int line) {
        return keys.stream()
                .filter(key -> key.name().text().equals(text) && key.name().line() >= line)
                .findFirst();
    }

    /**
     * The line of a key.
     *
     * @param line what Camel states: the line of the key, or one less if its value is a mapping in braces
     */
    int lineOfKey(String key, int line) {
        List<Key> near = keys.stream()
                .filter(found -> found.name().text().equals(key)
                        && (found.name().line() == line || found.name().line() == line + 1))
                .toList();
        return near.stream()
                .filter(found -> found.text() == null || found.name().line() == line)
                .mapToInt(found -> found.name().line())
                .max()
                .orElse(line);
    }

    /** The line of a key with this value, in a line or below it; that line if there is none. */
    int lineOfValue(String key, String value, int line) {
        return keys.stream()
                .filter(found -> found.name().text().equals(key)
                        && value.equals(found.text())
                        && found.name().line() >= line)
                .mapToInt(found -> found.name().line())
                .findFirst()
                .orElse(line);
    }

    /** Whether a line is in an item with beans. */
    boolean isBean(int line) {
        return item(line).filter(item -> item.text().equals("beans")).isPresent();
    }

    private Optional<Scalar> item(int line) {
        return items.stream().filter(item -> item.line() <= line).reduce((earlier, later) -> later);
    }

    /** The endpoints of the item that a line is in. */
    List<EndpointUse> endpoints(int line) {
        IntPredicate isInside = linesOfItem(line);
        return endpoints.stream().filter(use -> isInside.test(use.uri().line())).toList();
    }

    /** The keys of the item that a line is in. */
    List<Key> keys(int line) {
        IntPredicate isInside = linesOfItem(line);
        return keys.stream().filter(key -> isInside.test(key.name().line())).toList();
    }

    /** Whether a line is in the item that this line is in. */
    private IntPredicate linesOfItem(int line) {
        int first = item(line).map(Scalar::line).orElse(0);
        int next = items.stream()
                .mapToInt(Scalar::line)
                .filter(other -> other > first)
                .min()
                .orElse(Integer.MAX_VALUE);
        return other -> other >= first && other < next;
    }

    /** Where the messages of a route come from. */
    Optional<EndpointUse> source(String route) {
        return routes.stream()
                .filter(id -> id.text().equals(route))
                .flatMap(id -> endpoints(id.line()).stream())
                .filter(use -> use.step().equals("from"))
                .findFirst();
    }

    /** The line of the first value that contains a text, or 0; rather one that is this text, and rather no id. */
    int lineOf(String text) {
        Set<Scalar> ids = keys.stream()
                .filter(key -> key.name().text().equals("id") && key.text() != null)
                .map(key -> new Scalar(key.text(), key.name().line()))
                .collect(Collectors.toSet());
        return texts.stream()
                .filter(value -> value.text().contains(text))
                .min(Comparator.comparing((Scalar value) -> ids.contains(value))
                        .thenComparing(value -> !value.text().equals(text)))
                .map(Scalar::line)
                .orElse(0);
    }

    /** The line of the id of a route or route configuration, or 0. */
    int lineOfRoute(String id) {
        return Stream.concat(routes.stream(), ownConfigurations.stream())
                .filter(route -> route.text().equals(id))
                .mapToInt(Scalar::line)
                .findFirst()
                .orElse(0);
    }
}
