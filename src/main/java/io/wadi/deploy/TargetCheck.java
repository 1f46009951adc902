package io.wadi.deploy;

import java.util.Set;
import org.apache.camel.Endpoint;
import org.apache.camel.component.bean.BeanEndpoint;
import org.apache.camel.component.bean.BeanInfo;
import org.apache.camel.component.bean.MethodNotFoundException;
import org.apache.camel.component.beanclass.ClassEndpoint;
import org.apache.camel.support.service.ServiceHelper;

/** Makes the producers of endpoints whose options Camel compares only then, and whose start has no effect outside. */
final class TargetCheck {

    private static final Set<String> HARMLESS = Set.of("bean", "class", "file", "log", "rest");

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
            method(endpoint);
        } catch (MethodNotFoundException e) {
            findings.add(use.uri().line(), scheme + ": " + MissingMethod.of(e));
        } catch (Exception e) {
            findings.add(use.uri().line(), scheme + ": " + FrameworkReason.of(e));
        }
    }

    /** Camel looks for the method of a bean when a message comes. */
    private static void method(Endpoint endpoint) throws MethodNotFoundException {
        if (endpoint instanceof BeanEndpoint target && target.getMethod() != null) {
            String method = target.getMethod().replaceFirst("\\(.*", "");
            Class<?> type = type(target);
            if (!new BeanInfo(endpoint.getCamelContext(), type).hasMethod(method)) {
                throw new MethodNotFoundException(type, method);
            }
        }
    }

    /** The class of {@code class:NAME}, or of the bean. */
    private static Class<?> type(BeanEndpoint target) {
        return target instanceof ClassEndpoint
                ? target.getBeanHolder().getBeanInfo().getType()
                : target.getCamelContext()
                        .getRegistry()
                        .lookupByName(target.getBeanName())
                        .getClass();
    }
}
