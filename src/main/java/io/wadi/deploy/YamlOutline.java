package io.wadi.deploy;

import java.util.List;

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
 * @param keys keys of steps and expressions
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
        List<Scalar> keys,
        List<Scalar> texts) {

    /** The line of the first value that contains a text, or 0. */
    int lineOf(String text) {
        return texts.stream()
                .filter(value -> value.text().contains(text))
                .mapToInt(Scalar::line)
                .findFirst()
                .orElse(0);
    }
}
