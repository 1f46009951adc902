package io.wadi.deploy;

import io.wadi.net.Nearest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;

/**
 * Warns of parameters of {@code http:} and the like that are no options: Camel makes them the query of the address. A misspelled
 * option then has no effect, and its value, perhaps a secret, is in the address. With a query, Camel also sends GET without the body
 * unless told otherwise.
 */
final class QueryCheck {

    private static final Pattern IN_URI = Pattern.compile("[?&]([^=&]+)=");
    private static final Set<String> CLIENTS = Set.of("http", "https");

    private final CamelCatalog catalog;
    private final UnaryOperator<String> placeholders;
    private final RouteProblems warnings;

    /** Creates a check that adds to {@code warnings}; {@code placeholders} resolves settings. */
    QueryCheck(CamelCatalog catalog, UnaryOperator<String> placeholders, RouteProblems warnings) {
        this.catalog = catalog;
        this.placeholders = placeholders;
        this.warnings = warnings;
    }

    /** Checks a file whose settings exist. */
    void check(YamlOutline outline) {
        outline.endpoints().stream()
                .filter(use -> !use.isDynamic())
                .forEach(use -> check(use.resolved(placeholders), names(use), outline));
    }

    /** Shows only names in the file: one in a setting may be a part of a secret. */
    private void check(EndpointUse use, Set<String> written, YamlOutline outline) {
        String scheme = use.uri().text().split(":", 2)[0];
        ComponentModel component = catalog.componentModel(scheme);
        if (component == null || !component.isLenientProperties()) {
            return;
        }
        Set<String> options = component.getEndpointOptions().stream()
                .map(BaseOptionModel::getName)
                .collect(Collectors.toSet());
        // Camel does not mind their case.
        List<String> query = names(use).stream()
                .filter(name -> options.stream().noneMatch(name::equalsIgnoreCase))
                .toList();
        for (String name : query) {
            Optional<String> near = Nearest.almost(name, options).filter(option -> written.contains(name));
            near.ifPresent(option -> warnings.add(
                    use.line(name),
                    scheme + " has no option " + name + ", so it becomes a part of the address; the nearest option is "
                            + option));
        }
        if (!query.isEmpty() && isDelivery(use, scheme, outline)) {
            warnings.add(
                    use.uri().line(),
                    scheme + " sends GET without the body to an address with a query"
                            + query.stream()
                                    .filter(written::contains)
                                    .findFirst()
                                    .map(name -> ", as that of " + name)
                                    .orElse("")
                            + "; set httpMethod: POST");
        }
    }

    private static Set<String> names(EndpointUse use) {
        Set<String> names = new LinkedHashSet<>();
        Matcher inUri = IN_URI.matcher(use.uri().text());
        while (inUri.find()) {
            names.add(inUri.group(1));
        }
        use.options().forEach(option -> names.add(option.name().text()));
        return names;
    }

    private static boolean isDelivery(EndpointUse use, String scheme, YamlOutline outline) {
        return CLIENTS.contains(scheme)
                && use.step().equals("to")
                && use.setting("httpMethod") == null
                && outline.texts().stream().noneMatch(text -> text.text().equals("CamelHttpMethod"))
                && new RoutePath(outline).hasTraffic(use.uri().line());
    }
}
