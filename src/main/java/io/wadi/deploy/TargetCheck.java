package io.wadi.deploy;

import java.util.Set;
import org.apache.camel.Endpoint;
import org.apache.camel.support.service.ServiceHelper;

/** Makes the producers of endpoints whose options Camel compares only then, and whose start has no effect outside. */
final class TargetCheck {

    private static final Set<String> HARMLESS = Set.of("file", "log");

    private final UsedEndpoints endpoints;
    private final RouteProblems findings;

    /** Creates a check that adds to {@code findings}; {@code endpoints} makes them. */
    TargetCheck(UsedEndpoints endpoints, RouteProblems findings) {
        this.endpoints = endpoints;
        this.findings = findings;
    }

    /** Checks a file whose endpoints Camel can make. */
    void check(YamlOutline outline) {
        outline.endpoints().stream()
                .filter(use -> use.isTarget() && !use.isDynamic())
                .forEach(this::check);
    }

    private void check(EndpointUse use) {
        String scheme = endpoints.scheme(use);
        if (!HARMLESS.contains(scheme)) {
            return;
        }
        try {
            Endpoint endpoint = endpoints.endpoint(use);
            ServiceHelper.startService(endpoint);
            endpoint.createProducer();
        } catch (Exception e) {
            findings.add(use.uri().line(), scheme + ": " + FrameworkReason.of(e));
        }
    }
}
