package io.wadi.deploy;

import io.wadi.deploy.CamelParts.Kind;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;

/**
 * Endpoints as one URI. An editor may write the name of the component as the URI, and the path among the parameters:
 * {@code uri: kafka} with {@code topic: packets} is {@code kafka:packets}.
 */
final class WholeUris {

    private static final CamelParts PARTS = new CamelParts();

    private WholeUris() {}

    /** The same endpoint with the path in its URI; as it is, if the path is there or depends on the message. */
    static EndpointUse of(EndpointUse use) {
        String scheme = use.uri().text();
        if (use.options().isEmpty() || !scheme.matches("[a-z][\\w-]*")) {
            return use;
        }
        // The catalog is not made for several threads.
        synchronized (PARTS) {
            return PARTS.missing(Kind.COMPONENT, scheme).isPresent()
                    ? use
                    : whole(use, PARTS.catalog().componentModel(scheme));
        }
    }

    private static EndpointUse whole(EndpointUse use, ComponentModel component) {
        Set<String> path = component.getEndpointPathOptions().stream()
                .map(BaseOptionModel::getName)
                .collect(Collectors.toSet());
        Map<String, String> values = use.options().stream()
                .filter(option -> path.contains(option.name().text()) && isFixed(option.value()))
                .collect(Collectors.toMap(option -> option.name().text(), EndpointUse.Option::value));
        boolean isComplete = component.getEndpointPathOptions().stream()
                .allMatch(option -> !option.isRequired() || values.containsKey(option.getName()));
        return isComplete && !values.isEmpty() ? whole(use, component.getScheme(), values) : use;
    }

    /** In a URI, a question mark would begin the options. */
    private static boolean isFixed(String value) {
        return value != null && !value.contains("${") && !value.contains("?");
    }

    private static EndpointUse whole(EndpointUse use, String scheme, Map<String, String> path) {
        List<EndpointUse.Option> rest = use.options().stream()
                .filter(option -> !path.containsKey(option.name().text()))
                .toList();
        String uri = uri(scheme, path);
        return new EndpointUse(use.step(), new Scalar(uri, use.uri().line()), rest);
    }

    private static String uri(String scheme, Map<String, String> path) {
        try {
            return PARTS.catalog().asEndpointUri(scheme, path, false);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
