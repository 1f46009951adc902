package io.wadi.deploy;

import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;

/** Makes single endpoints of a file, as Camel's YAML DSL does. */
final class UsedEndpoints {

    private final CamelContext camel;

    UsedEndpoints(CamelContext camel) {
        this.camel = camel;
    }

    /** The component of an endpoint. */
    String scheme(EndpointUse use) {
        return camel.resolvePropertyPlaceholders(use.uri().text()).split(":", 2)[0];
    }

    /** The endpoint; throws Camel's exception if it cannot be made. */
    Endpoint endpoint(EndpointUse use) throws URISyntaxException {
        String uri = camel.resolvePropertyPlaceholders(use.uri().text());
        Map<String, Object> options = new HashMap<>();
        use.options().forEach(option -> options.put(option.name().text(), option.value()));
        return uri.contains(":") ? camel.getEndpoint(uri, options) : camel.getEndpoint(whole(uri, options));
    }

    /** The path may be among the options. */
    private String whole(String scheme, Map<String, Object> options) throws URISyntaxException {
        return camel.getCamelContextExtension().getEndpointUriFactory(scheme).buildUri(scheme, options, false);
    }
}
