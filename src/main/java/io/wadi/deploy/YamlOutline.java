package io.wadi.deploy;

import java.util.List;

/**
 * What a route file names, each with its line.
 *
 * @param items the kinds of its items: {@code route}, {@code beans}, …
 * @param routes ids of its routes; the text is empty for one without
 * @param endpoints endpoints, with their options
 * @param beans beans that it refers to
 * @param ownBeans beans that it makes
 * @param configurations route configurations that its routes refer to
 * @param ownConfigurations route configurations that it makes
 * @param dataFormats data formats that it marshals with
 * @param keys keys of steps, expressions among them
 * @param texts every value, wherever it stands
 */
record YamlOutline(
        List<Scalar> items,
        List<Scalar> routes,
        List<EndpointUse> endpoints,
        List<Scalar> beans,
        List<Scalar> ownBeans,
        List<Scalar> configurations,
        List<Scalar> ownConfigurations,
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
